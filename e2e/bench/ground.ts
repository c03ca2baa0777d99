import type { PortName } from '../../api/src/launch/flags.ts';
import { createCaller, enter } from '../stack/caller.ts';
import { createBuilder } from '../stack/builder.ts';
import { startOwnSandbox } from '../stack/own-sandbox.ts';
import { addressOf, databaseUrlOf } from '../stack/parts.ts';
import { startStack } from '../stack/start-stack.ts';

/** What every measurement has at hand: the running product, somebody signed in, and a provider whose clock is ours. */
export async function createGround({ short }: { short: boolean }) {
  const sandbox = await startOwnSandbox();
  const stack = await startStack({ env: { EGRESS_ALLOW: sandbox.address } }).catch(async (error: unknown) => {
    await sandbox.close();
    throw error;
  });
  const at = (port: PortName) => addressOf(stack, port);
  try {
    const session = await enter(stack.url, stack.entryLink);
    const person = createCaller(at('api'), session);
    const demo = person.with({ 'patchbay-organization': 'demo' });
    return {
      stack,
      sandbox,
      /** The stack's own: a process of its own, so that answering costs the measuring process nothing. */
      stackSandboxUrl: at('sandbox'),
      apiUrl: at('api'),
      /** Signed in, talking to the api directly. */
      person,
      demo,
      databaseUrl: databaseUrlOf(stack),
      builder: (name: string) => createBuilder(person, name),
      /** The given number of rounds, or a few when only the working of the measurement is of interest. */
      rounds: (count: number) => (short ? Math.max(3, Math.ceil(count / 10)) : count),
      async close() {
        await stack.stop();
        await sandbox.close();
      },
    };
  } catch (error) {
    await stack.stop();
    await sandbox.close();
    throw error;
  }
}

export type Ground = Awaited<ReturnType<typeof createGround>>;
