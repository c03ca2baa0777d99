// The walk over a frozen graph: which step may go now, and how the whole ends. It knows no database, no provider and
// no Restate, so its rules can be tested alone.
import { readySteps, type StepState } from '@patchbay/schema/ready-steps.ts';
import {
  indexOf,
  portsTakenBy,
  type WorkflowGraph,
  type WorkflowNode,
} from '@patchbay/schema/workflow-graph.ts';
import { soonest } from './soonest.ts';
import type { RunError, StepOrigin, StepStatus } from '@patchbay/schema/run-event.ts';

export type StepResult =
  | { status: 'SUCCEEDED'; output: Record<string, unknown> }
  | { status: 'FAILED'; error: RunError }
  /** Until the moment, or until somebody decides (null). Whoever wakes it has it run again from its beginning. */
  | { status: 'WAITING'; until: Date | null }
  /** A budget does not allow it. */
  | { status: 'STOPPED'; error: RunError };

export type KnownStep = {
  status: StepStatus;
  output: Record<string, unknown> | null;
  error: RunError | null;
  /** What did not run is a stand-in: it takes effect where the walk comes to its step, and not on a way not taken. */
  origin: StepOrigin;
};

/** The outputs of finished steps, by the key under which templates name them. */
export type Scope = Record<string, Record<string, unknown>>;

export type GraphOutcome = {
  failed: RunError | null;
  stopped: RunError | null;
  /** Nothing can go on but what waits, for this moment at the soonest; null: for nobody knows how long. */
  waiting: { until: Date | null } | null;
  scope: Scope;
};

type Walk = {
  graph: WorkflowGraph;
  /** What was recorded before, by node id: those steps are not run again, be they done or failed. */
  known: Pick<ReadonlyMap<string, KnownStep>, 'get'>;
  runStep: (node: WorkflowNode, scope: Scope) => Promise<StepResult>;
  /** The run went another way: told once, of steps that nothing was recorded of before. */
  onSkipped?: (node: WorkflowNode) => void;
  /** Resolves when what waits may go on, while others are still at work. */
  woken?: () => Promise<void>;
};

/** Runs every step as soon as those before it are done. The first failure lets nothing new begin. */
export async function executeGraph({ graph, known, runStep, onSkipped, woken }: Walk): Promise<GraphOutcome> {
  const { nodes } = indexOf(graph);
  const states = new Map<string, StepState>();
  const scope: Scope = {};
  const running = new Map<string, Promise<void>>();
  const waiting = new Map<string, Date | null>();
  let failed: RunError | null = null;
  let stopped: RunError | null = null;

  const settle = (node: WorkflowNode, result: StepResult) => {
    if (result.status === 'SUCCEEDED') {
      states.set(node.id, { status: 'SUCCEEDED', ports: portsTakenBy(node, result.output) });
      scope[node.key] = result.output;
      return;
    }
    if (result.status === 'WAITING') {
      states.set(node.id, { status: 'WAITING' });
      waiting.set(node.id, result.until);
      return;
    }
    states.set(node.id, { status: 'FAILED' });
    if (result.status === 'STOPPED') {
      stopped ??= { ...result.error, nodeId: node.id };
      return;
    }
    failed ??= { ...result.error, nodeId: node.id };
  };
  for (const node of graph.nodes) {
    const before = known.get(node.id);
    if (before?.origin !== 'RAN') continue;
    if (before.status === 'SUCCEEDED') settle(node, { status: 'SUCCEEDED', output: before.output ?? {} });
    if (before.status === 'FAILED' && before.error) settle(node, { status: 'FAILED', error: before.error });
  }

  /** Answers whether the step has a stand-in, and needs no running. */
  const standIn = (node: WorkflowNode): boolean => {
    const given = known.get(node.id);
    if (!given || given.origin === 'RAN') return false;
    // What nobody needs is passed by: the way goes on through it, and it says nothing.
    if (given.status === 'SKIPPED') states.set(node.id, { status: 'SUCCEEDED' });
    else settle(node, { status: 'SUCCEEDED', output: given.output ?? {} });
    return true;
  };

  const restOf = () => (waiting.size > 0 ? { until: soonest(waiting.values()) } : null);
  /** Each looks by itself whether its time has come. */
  const wakeAll = () => {
    for (const id of waiting.keys()) states.delete(id);
    waiting.clear();
  };

  for (;;) {
    if (!failed && !stopped) {
      const { ready, skipped } = readySteps(graph, states);
      for (const id of skipped) {
        states.set(id, { status: 'SKIPPED' });
        const node = nodes.get(id);
        if (node && known.get(id)?.status !== 'SKIPPED') onSkipped?.(node);
      }
      let goesOn = false;
      for (const id of ready) {
        const node = nodes.get(id);
        if (!node) continue;
        if (standIn(node)) {
          goesOn = true;
          continue;
        }
        states.set(id, { status: 'RUNNING' });
        const done = runStep(node, scope)
          .then((result) => settle(node, result))
          .finally(() => running.delete(node.id));
        // The race below hears of it; should another have ended the walk by then, nobody else need.
        done.catch(() => {});
        running.set(node.id, done);
      }
      if (goesOn) continue;
    }
    if (running.size === 0) return { failed, stopped, waiting: restOf(), scope };
    const awake = waiting.size > 0 && woken ? woken().then(wakeAll) : null;
    await Promise.race(awake ? [...running.values(), awake] : running.values());
  }
}
