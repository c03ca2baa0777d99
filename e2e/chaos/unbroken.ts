// A watcher who never comes back: one stream has to tell everything of a run, each thing once.
import assert from 'node:assert/strict';
import type { Caller } from '../stack/caller.ts';
import type { RunFact } from './verdict.ts';

type Told = {
  runEvents:
    | { kind: 'RunChanged'; run: { status: string } }
    | { kind: 'RunStepChanged'; step: { path: string; status: string; partial: string | null } }
    | { kind: 'RunTextAdded'; stepPath: string; offset: number; text: string };
};

const events = `subscription ($id: ID!) { runEvents(runId: $id) { kind: __typename
  ... on RunChanged { run { status } } ... on RunStepChanged { step { path status partial } }
  ... on RunTextAdded { stepPath offset text } } }`;

export type Ear = {
  /** Resolves with the first event. */
  opened: Promise<void>;
  /** What was heard by the end of the stream. Rejects when something was told twice, left out, or the stream broke. */
  ended: Promise<NonNullable<RunFact['watched']>>;
};

export function listen(caller: Caller, id: string, signal: AbortSignal): Ear {
  const { promise: opened, resolve: open, reject: stayShut } = Promise.withResolvers<void>();
  const ended = follow(caller, id, signal, open);
  ended.catch(stayShut);
  return { opened, ended };
}

async function follow(
  caller: Caller,
  id: string,
  signal: AbortSignal,
  open: () => void,
): Promise<NonNullable<RunFact['watched']>> {
  const succeeded: string[] = [];
  const lengths = new Map<string, number>();
  let status = 'nothing';
  let cursor = -1;
  for await (const event of caller.follow<Told>(events, { id }, { signal })) {
    open();
    if (event === 'complete') {
      assert.equal(new Set(succeeded).size, succeeded.length, `told twice: ${succeeded.join(', ')}`);
      return { status, steps: succeeded.filter((path) => /^p\d+$/.test(path)).length };
    }
    if (event.id !== null) {
      assert.ok(Number(event.id) >= cursor, `event ${event.id} came after ${cursor}`);
      cursor = Number(event.id);
    }
    const { runEvents: told } = event.data;
    if (told.kind === 'RunChanged') status = told.run.status;
    else if (told.kind === 'RunStepChanged') {
      lengths.set(told.step.path, told.step.partial?.length ?? 0);
      if (told.step.status === 'SUCCEEDED') succeeded.push(told.step.path);
    } else {
      const before = lengths.get(told.stepPath) ?? 0;
      assert.ok(
        told.offset <= before,
        `text of ${told.stepPath} is missing from ${before} to ${told.offset}`,
      );
      lengths.set(told.stepPath, told.offset + told.text.length);
    }
  }
  throw new Error('The stream broke off.');
}
