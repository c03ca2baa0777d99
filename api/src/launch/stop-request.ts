import { commandLine, identify, isAlive, parentOf, type ProcessIdentity } from './running-process.ts';

export interface StopRequest {
  signal: AbortSignal;
  /** Asked once more, by a person who does not want to wait. */
  onImpatience(act: () => void): void;
}

/** npm, npx and pnpm each pass a Ctrl-C on, so that one keypress may arrive more than once. */
const samePressMs = 700;

/** Ctrl-C, a signal, or the end of whoever started us. */
export function stopOnRequest(): StopRequest {
  const stop = new AbortController();
  let askedAt = 0;
  let hurry: () => void = () => process.exit(130);
  const ask = (why: string) => {
    if (!stop.signal.aborted) {
      askedAt = Date.now();
      stop.abort(why);
    } else if (Date.now() - askedAt > samePressMs) hurry();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => ask(name));
  watchPackageManagers(() => ask('npm is gone'));
  // A terminal that is gone must not end us before our parts.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  return {
    signal: stop.signal,
    onImpatience: (act) => (hurry = act),
  };
}

/**
 * `npm start` stands above us as a chain of npm, npx, pnpm and shells. When one of them is killed nobody tells us,
 * and nobody could stop us any more; so we look.
 */
function watchPackageManagers(onGone: () => void): void {
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
