import { ports } from '../../api/src/launch/flags.ts';
import { createBuilder } from '../stack/builder.ts';
import { createCaller, enter } from '../stack/caller.ts';
import { startOwnSandbox } from '../stack/own-sandbox.ts';
import { startStack } from '../stack/start-stack.ts';
import { type Office, openOffice } from './load.ts';
import { seededRandom } from './random.ts';

/** The whole product with several organisations at work, and a provider whose log is kept outside of it. */
export async function createGround(seed: number) {
  const sandbox = await startOwnSandbox();
  const begun = Date.now();
  const stack = await startStack({ env: sandbox.egress }).catch(async (error: unknown) => {
    await sandbox.close();
    throw error;
  });
  const at = (port: keyof typeof ports) => `http://127.0.0.1:${stack.basePort + ports[port].offset}`;
  const close = async () => {
    await stack.stop();
    await sandbox.close();
  };
  try {
    const person = createCaller(at('api'), await enter(stack.url, stack.entryLink));
    const random = seededRandom(seed);
    const offices: Office[] = [];
    for (const name of ['North', 'South', 'West'])
      offices.push(await openOffice(await createBuilder(person, name), sandbox.url, stack.url, random));
    return {
      dataDir: stack.dataDir,
      apiUrl: at('api'),
      workerUrl: at('worker'),
      offices,
      calls: sandbox.calls,
      said: () => stack.said(),
      say: (line: string) =>
        console.log(`${((Date.now() - begun) / 1_000).toFixed(1).padStart(7)} s  ${line}`),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
