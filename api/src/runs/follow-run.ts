// A run as its watchers see it: first what the rows say, then every change in order, with streamed text in between.
import { isFinished } from '@patchbay/schema/run-event.ts';
import { patiently } from '../database-away.ts';
import type { LiveHub } from '../live/hub.ts';
import { subscribe } from '../live/subscribe.ts';
import type { EntityManager } from '../orm.ts';
import { Run, runTopic } from './run.ts';
import type { RunNotice } from './run-notices.ts';
import { StepRun } from './step-run.ts';

export type RunEvent =
  | { kind: 'run'; cursor: string; run: Run }
  | { kind: 'step'; cursor: string; step: StepRun }
  /** No cursor: text is taken up again from the snapshot in the step's row. */
  | { kind: 'text'; path: string; offset: number; text: string; startsOver: boolean };

type Options = {
  hub: LiveHub;
  runId: string;
  /** The number of the last change that the watcher has seen. */
  after: number;
  transact: <T>(work: (em: EntityManager) => Promise<T>) => Promise<T>;
};

const patienceMs = 30_000;
/** Reads without being told, should a worker have died between a row and its notice. */
const recheckMs = 5_000;

export async function* followRun({
  hub,
  runId,
  after,
  transact,
}: Options): AsyncGenerator<RunEvent, undefined, undefined> {
  // Listening comes before the first read: what commits between the two is heard.
  const notices = subscribe(hub, runTopic(runId), { join });
  /** The streamed text of each running step, as far as it was told. */
  const texts = new Map<string, string>();
  let seen = after;
  let next = notices.next();
  try {
    for (let readAgain = true, withPartial = true; ;) {
      if (readAgain) {
        const { run, steps } = await patiently(
          () => transact((em) => read(em, runId, seen, withPartial)),
          patienceMs,
        );
        if (!run) return;
        for (const step of steps) {
          keepText(texts, step);
          // One change may write several rows: only the run's event, which comes last, says that all were told.
          yield { kind: 'step', cursor: String(Math.max(seen, step.change - 1)), step };
        }
        if (run.change > seen) {
          seen = run.change;
          yield { kind: 'run', cursor: String(seen), run };
        }
        if (isFinished(run.status)) return;
      }
      const heard = await within(next, recheckMs);
      readAgain = withPartial = false;
      if (heard === 'nothing') {
        readAgain = true;
        continue;
      }
      next = notices.next();
      if (heard.done) return;
      if (heard.value.kind === 'gap') {
        readAgain = withPartial = true;
      } else if (isText(heard.value.payload)) {
        const { path, offset, text } = heard.value.payload;
        // A piece that leaves a gap is not shown: the snapshot that is written every second closes it.
        const told = texts.get(path) ?? '';
        if (offset > told.length) readAgain = withPartial = true;
        else {
          texts.set(path, told.slice(0, offset) + text);
          yield { kind: 'text', path, offset, text, startsOver: offset === 0 && told !== '' };
        }
      } else {
        readAgain = true;
      }
    }
  } finally {
    await notices.return?.();
  }
}

/** Where many are watched at once, telling takes longer than hearing: pieces that follow each other are told as one. */
function join(waiting: unknown, payload: unknown): { payload: unknown } | undefined {
  // Rows are read again, once for all that changed until then.
  if (waiting === null && payload === null) return { payload };
  if (!isText(waiting) || !isText(payload)) return undefined;
  const { path, offset, text } = waiting;
  if (path !== payload.path || offset + text.length !== payload.offset) return undefined;
  return { payload: { ...waiting, text: text + payload.text } };
}

/** A row is written while its text streams on: it may be behind what was told already, and takes none of that back. */
function keepText(texts: Map<string, string>, step: StepRun): void {
  const { path, status, partial } = step;
  const told = texts.get(path) ?? '';
  if (status !== 'RUNNING') texts.delete(path);
  else if (told.length > (partial?.length ?? 0) && told.startsWith(partial ?? '')) step.partial = told;
  else texts.set(path, partial ?? '');
}

async function read(em: EntityManager, runId: string, seen: number, withPartial: boolean) {
  const run = await em.findOne(Run, { id: runId });
  // Up to the run's own change: what commits between these two looks is told by the next, and so once.
  const known = { $lte: run?.change ?? 0 };
  // What is inside of a step is asked for by whoever opens it: a map may have ten thousand items.
  const changed = { change: { $gt: seen, ...known } };
  const steps = await em.find(
    StepRun,
    {
      runId,
      parent: null,
      ...(withPartial ? { $or: [changed, { status: 'RUNNING', change: known }] } : changed),
    },
    { orderBy: { change: 'asc', id: 'asc' } },
  );
  return { run, steps };
}

function isText(payload: unknown): payload is RunNotice {
  return typeof payload === 'object' && payload !== null && 'kind' in payload && payload.kind === 'text';
}

async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | 'nothing'> {
  const { promise: late, resolve } = Promise.withResolvers<'nothing'>();
  const timer = setTimeout(() => resolve('nothing'), milliseconds);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
