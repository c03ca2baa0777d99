import { commandLine, identify, isAlive, parentOf, type ProcessIdentity } from './running-process.ts';

/**
 * `npm start` stands above us as a chain of npm, npx, pnpm and shells. When one of them is killed nobody tells us,
 * and nobody could stop us any more; so we look.
 */
export function watchPackageManagers(onGone: () => void): void {
  const chain = packageManagersAbove(process.pid);
  const timer = setInterval(() => {
    if (chain.every(isAlive)) return;
    clearInterval(timer);
    onGone();
  }, 500);
  timer.unref();
}

function packageManagersAbove(pid: number): ProcessIdentity[] {
  const parent = parentOf(pid);
  if (!parent || !/\b(npm|npx|pnpm)\b|launch\/[\w-]+\.ts/.test(commandLine(parent))) return [];
  const identity = identify(parent);
  return identity ? [identity, ...packageManagersAbove(parent)] : [];
}
