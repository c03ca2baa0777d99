import { keepStack } from './running-stack.ts';
import { startStack } from './start-stack.ts';

/** One stack for the whole round; what is returned ends it. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const stack = await startStack();
  keepStack(stack);
  return () => stack.stop();
}
