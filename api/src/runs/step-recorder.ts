import { v7 as uuid } from 'uuid';
import { patiently } from '../database-away.ts';
import type { RunError } from '@patchbay/schema/run-event.ts';
import type { RunNotices } from './run-notices.ts';
import type { SentPrompt } from './sent-prompt.ts';
import type { StepCall } from './step-call.ts';
import {
  type AttemptRecord,
  type DrivenRun,
  Fenced,
  type Records,
  type RunStore,
  type StepRecord,
} from './run-store.ts';

/** A step that is done sooner looks immediate: never shown as running, it spares a write, and a flicker on the canvas. */
const showRunningAfterMs = 100;
const snapshotEveryMs = 1_000;
/** How long a database that is away is waited for before the attempt gives up, and with it the answer it holds. */
const patienceMs = 120_000;
/** A claim that was proven this recently is taken to hold: after a longer sleep the process may have been frozen. */
const trustClaimForMs = 1_000;

export type ActiveStep = {
  /** The call may begin: the run is still ours. Asks only when some time has passed since that was last proven. */
  mayCall(): Promise<void>;
  /** The same for the same call after a crash: a provider that honours it is not paid twice. */
  callKey(): string;
  /** Streams text to whoever watches. */
  text(delta: string): void;
  /** The answer begins anew, on another candidate. */
  restartText(): void;
  /** What a model is asked; the first time counts. */
  sent(prompt: () => SentPrompt): void;
  attempted(attempt: Omit<AttemptRecord, 'id' | 'path' | 'position'>): void;
  /** How far a map has come; shown from time to time. */
  counted(items: NonNullable<StepRecord['items']>): void;
  /** Something else than a model was called. */
  called(call: StepCall): void;
  /** What was kept last, be it by an attempt that died in the middle of this step; null where it begins. */
  readonly progress: unknown;
  /** How many lines its receipt has. */
  readonly attempts: number;
  /** Is in the database before the next call: whoever takes the step up again goes on from there. */
  keep(progress: unknown): void;
  /** Is in the database before the run makes another call, or ends. `error` is one that did not end the run. */
  succeed(output: Record<string, unknown>, error?: RunError): void;
  fail(error: RunError): Promise<void>;
  /** It rests: whoever takes it up again begins it anew, with what it kept. */
  wait(): void;
  /** All that it has told so far is in the database. */
  written(): Promise<unknown>;
};

/** By path: one statement writes a row once. */
type Waiting = { steps: Map<string, StepRecord>; attempts: AttemptRecord[] };
const nothing = (): Waiting => ({ steps: new Map(), attempts: [] });
/** So many rows of steps that called nothing are written all the same: a map of ten thousand items has many. */
const mostWaiting = 400;

/** Where a step stands in its run, and what it runs. */
export type StepPlace = { path: string; parent: string | null; nodeId: string; kind: string };

/** What an earlier attempt left of a step that it had begun. */
type Begun = { calls: StepCall[] | null; progress: unknown; attempts: number | null; startedAt: Date };

/**
 * Writes what the steps of one driven run do. A step that called nothing can be repeated for free, so its row waits and
 * goes along with the next one that must not be: a call that was paid for is in the database before the next is made.
 */
export class StepRecorder {
  #waiting = nothing();
  #mustBeWritten = false;
  /** Rejects with the first failure, for whoever goes on after it. */
  #written: Promise<unknown> = Promise.resolve();
  #provenAt = Date.now();
  readonly #store: RunStore;
  readonly #notices: RunNotices;
  readonly #driven: DrivenRun;
  readonly #onFenced: (error: Fenced) => void;

  constructor(store: RunStore, notices: RunNotices, driven: DrivenRun, onFenced: (error: Fenced) => void) {
    this.#store = store;
    this.#notices = notices;
    this.#driven = driven;
    this.#onFenced = onFenced;
  }

  /** The run went another way: a row without a call, so it goes along with whatever is written next. */
  skip(place: StepPlace): void {
    const now = new Date();
    this.#waiting.steps.set(place.path, { ...newStep(place), status: 'SKIPPED', finishedAt: now });
  }

  begin(place: StepPlace, begun?: Begun): ActiveStep {
    const step = newStep(place, begun?.startedAt);
    // Of the items of a map nobody hears the text as it streams: thousands may be at work.
    const isHeard = !step.path.includes('[');
    const calls = [...(begun?.calls ?? [])];
    let attempts: AttemptRecord[] = [];
    let position = begun?.attempts ?? 0;
    let kept: unknown = begun?.progress ?? null;
    let hasCalled = begun !== undefined;
    let sent: SentPrompt | null = null;
    let text = '';
    let shown: string | null = null;
    let items: StepRecord['items'] = null;
    let itemsShown: StepRecord['items'] = null;

    const show = () => {
      timer = setTimeout(show, snapshotEveryMs);
      if (shown === text && itemsShown === items) return;
      // Who watches has heard the text already: it is written for whoever comes later.
      const isNews = shown === null || itemsShown !== items;
      shown = text;
      itemsShown = items;
      this.#proving(() => this.#store.notePartial(this.#driven, { ...step, items }, text)).then(
        () => isNews && this.#notices.rowsChanged(this.#driven.runId),
        () => {},
      );
    };
    let timer = setTimeout(show, showRunningAfterMs);

    const put = (record: StepRecord, mustNotRepeat: boolean) => {
      this.#waiting.steps.set(step.path, {
        ...record,
        items,
        sent,
        calls: calls.length > 0 ? [...calls] : null,
      });
      this.#waiting.attempts.push(...attempts);
      attempts = [];
      if (this.#mustBeWritten || (!mustNotRepeat && this.#waiting.steps.size < mostWaiting)) return;
      this.#mustBeWritten = true;
      // Not at once: where the run ends in this very turn, its last step goes along with its end.
      setImmediate(() => this.#write());
    };
    const end = (result: Partial<StepRecord>, mustNotRepeat: boolean) => {
      clearTimeout(timer);
      put({ ...step, ...result, finishedAt: new Date() }, mustNotRepeat);
    };

    return {
      mayCall: async () => {
        await this.#write();
        if (Date.now() - this.#provenAt > trustClaimForMs)
          await this.#proving(() => this.#store.confirm(this.#driven));
      },
      callKey: () => `${this.#driven.runId}/${step.path}/${position + 1}`,
      text: (delta) => {
        if (isHeard) this.#notices.textAdded(this.#driven.runId, step.path, text.length, delta);
        text += delta;
      },
      restartText: () => {
        // Told at once: nobody should read on in an answer that broke off until the next one speaks.
        if (isHeard && text !== '') this.#notices.textAdded(this.#driven.runId, step.path, 0, '');
        text = '';
      },
      sent: (prompt) => {
        sent ??= prompt();
      },
      attempted: (attempt) => {
        position += 1;
        hasCalled = true;
        attempts.push({ id: uuid(), path: step.path, position, ...attempt });
      },
      counted: (now) => {
        items = now;
      },
      called: (call) => {
        hasCalled = true;
        calls.push(call);
      },
      get progress() {
        return kept;
      },
      get attempts() {
        return position;
      },
      keep: (progress) => {
        kept = progress;
        put({ ...step, progress }, true);
      },
      succeed: (output, error) =>
        end({ status: 'SUCCEEDED', output, error: error ?? null }, hasCalled || shown !== null),
      fail: async (error) => {
        end({ status: 'FAILED', error }, true);
        await this.#write();
      },
      wait: () => {
        clearTimeout(timer);
        put({ ...step, status: 'WAITING', progress: kept }, hasCalled || shown !== null);
      },
      written: () => {
        if (attempts.length > 0) put({ ...step, progress: kept }, true);
        return this.#write();
      },
    };
  }

  async park(due: Date | null): Promise<void> {
    await this.#written;
    const records = this.#take();
    await this.#proving(() => this.#store.park(this.#driven, due, records));
    this.#notices.rowsChanged(this.#driven.runId);
  }

  async stop(error: RunError): Promise<void> {
    await this.#written;
    const records = this.#take();
    await this.#proving(() => this.#store.stop(this.#driven, error, records));
    this.#notices.rowsChanged(this.#driven.runId);
  }

  async finish(
    outcome: 'SUCCEEDED' | 'FAILED' | 'CANCELLED',
    output: Record<string, unknown> | null,
    error: RunError | null,
  ): Promise<void> {
    const records = this.#take();
    // A row that is still on its way would come after the end, and be refused. What was lost cannot have succeeded.
    await (outcome === 'SUCCEEDED' ? this.#written : this.#written.catch(() => {}));
    await this.#proving(() => this.#store.finish(this.#driven, outcome, output, error, records));
    this.#notices.rowsChanged(this.#driven.runId);
  }

  /** Done when all that must be written is. */
  #write(): Promise<unknown> {
    if (!this.#mustBeWritten) return this.#written;
    const records = this.#take();
    const writing = this.#proving(() => this.#store.recordSteps(this.#driven, records)).then(() =>
      this.#notices.rowsChanged(this.#driven.runId),
    );
    this.#written = Promise.all([this.#written, writing]);
    this.#written.catch(() => {});
    return this.#written;
  }

  #take(): Records {
    const { steps, attempts } = this.#waiting;
    this.#waiting = nothing();
    this.#mustBeWritten = false;
    return { steps: [...steps.values()], attempts };
  }

  /** What succeeds proves the claim; being fenced off aborts whatever else the run has in flight. */
  async #proving<T>(work: () => Promise<T>): Promise<T> {
    try {
      // As of the question, not of the answer: a process that was frozen in between reads an old answer when it wakes.
      let askedAt = Date.now();
      const ask = () => {
        askedAt = Date.now();
        return work();
      };
      const result = await patiently(ask, patienceMs);
      this.#provenAt = askedAt;
      return result;
    } catch (error) {
      if (error instanceof Fenced) this.#onFenced(error);
      throw error;
    }
  }
}

function newStep(place: StepPlace, startedAt = new Date()): StepRecord {
  return {
    ...place,
    id: uuid(),
    status: 'RUNNING',
    items: null,
    output: null,
    error: null,
    calls: null,
    sent: null,
    progress: null,
    startedAt,
    finishedAt: null,
  };
}
