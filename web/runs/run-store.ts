import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LiveRunEventsSubscription, LiveStepRunFragment } from '../graphql/generated/graphql';

/** A step as the live events tell it. */
export type LiveStep = LiveStepRunFragment;
export type LiveEvent = LiveRunEventsSubscription['runEvents'];
export type LiveRun = Extract<LiveEvent, { run: unknown }>['run'];
export type Failure = NonNullable<LiveRun['error']>;

export interface RunState {
  /** Null while no run is in view, or the first event is on its way. */
  run: LiveRun | null;
  /** By the id of the node. Whoever shows one step looks at that alone. */
  steps: Readonly<Record<string, LiveStep>>;
  /** The text that a step has streamed so far, by its path. */
  texts: Readonly<Record<string, string>>;
  /** The paths of steps whose answer broke off and began anew while somebody looked on. */
  startedOver: ReadonlySet<string>;
  /** Why nothing more is heard of the run; null while all is well. */
  lost: string | null;
}

export type RunStore = StoreApi<RunState>;

export const noRun: RunState = { run: null, steps: {}, texts: {}, startedOver: new Set(), lost: null };

export function createRunStore(): RunStore {
  return createStore<RunState>()(() => noRun);
}

export function withEvent(state: RunState, event: LiveEvent): RunState {
  if ('run' in event) return { ...state, run: event.run };
  if ('step' in event) {
    const { step } = event;
    const text = textOf(step);
    return {
      ...state,
      steps: { ...state.steps, [step.nodeId]: step },
      texts: text === null ? state.texts : { ...state.texts, [step.path]: text },
    };
  }
  // Whatever stands from the offset on is replaced: another candidate may have begun anew.
  const before = state.texts[event.stepPath] ?? '';
  const text = before.slice(0, event.offset) + event.text;
  return {
    ...state,
    texts: { ...state.texts, [event.stepPath]: text },
    startedOver: event.startsOver ? new Set([...state.startedOver, event.stepPath]) : state.startedOver,
  };
}

/** Whether the way that it took has led to none of its outputs: its result is empty then. */
export function endedWithoutResult({ run, steps }: Pick<RunState, 'run' | 'steps'>): boolean {
  const outputs = Object.values(steps).filter(({ kind }) => kind === 'output');
  return (
    run?.status === 'SUCCEEDED' && outputs.length > 0 && outputs.every(({ status }) => status === 'SKIPPED')
  );
}

export const withoutResult = 'The way that it took leads to no output, so its result is empty.';

/** The whole text as a row tells it: what was streamed so far, or the answer in the end. */
function textOf({ kind, partial, output }: LiveStep): string | null {
  if (partial !== null) return partial;
  if (kind !== 'prompt' || typeof output !== 'object' || output === null || !('text' in output)) return null;
  return typeof output.text === 'string' ? output.text : null;
}
