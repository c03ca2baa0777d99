import { createBuilder } from '../stack/builder.ts';
import { createCaller, enter } from '../stack/caller.ts';
import { startOwnSandbox } from '../stack/own-sandbox.ts';
import { addressOf } from '../stack/parts.ts';
import { startStack } from '../stack/start-stack.ts';
import { type Office, openFrugalOffice, openOffice } from './load.ts';
import { seededRandom } from './random.ts';

/** The whole product with several organisations at work, and a provider whose log is kept outside of it. */
export async function createGround(seed: number, env: NodeJS.ProcessEnv = {}) {
  const sandbox = await startOwnSandbox();
  const begun = Date.now();
  const stack = await startStack({
    env: { ...env, EGRESS_ALLOW: [sandbox.address, env.EGRESS_ALLOW].join(' ') },
  }).catch(async (error: unknown) => {
    await sandbox.close();
    throw error;
  });
  const close = async () => {
    await stack.stop();
    await sandbox.close();
  };
  try {
    const person = createCaller(addressOf(stack, 'api'), await enter(stack.url, stack.entryLink));
    const random = seededRandom(seed);
    const offices: Office[] = [];
    for (const name of ['North', 'South', 'West'])
      offices.push(await openOffice(await createBuilder(person, name), sandbox.url, stack.url, random));
    const frugal = await createBuilder(person, 'Frugal');
    offices.push(await openFrugalOffice(frugal, sandbox.url, stack.url));
    return {
      stack,
      person,
      dataDir: stack.dataDir,
      apiUrl: addressOf(stack, 'api'),
      workerUrl: addressOf(stack, 'worker'),
      offices,
      calls: sandbox.calls,
      sandboxUrl: sandbox.url,
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
