import { isStackRunning, keepStack } from './running-stack.ts';
import { startStack } from './start-stack.ts';

/** One stack for the whole round; what is returned ends it. One that is named in the environment is used as it is. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  if (isStackRunning()) return async () => {};
  const stack = await startStack();
  keepStack(stack);
  return () => stack.stop();
}
