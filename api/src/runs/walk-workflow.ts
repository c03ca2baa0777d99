// Walks the graph of a run, and those of the workflows that run inside of it: each step has a path, which names its row
// and says where it is inside of. What a row says was done is not done again.
import { deepest } from '@patchbay/schema/nodes/other-workflow.ts';
import type { WorkflowGraph, WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { v7 as uuid } from 'uuid';
import { patiently } from '../database-away.ts';
import type { Log } from '../log.ts';
import { describeFailure, runWasCancelled } from './describe-failure.ts';
import {
  executeGraph,
  type GraphOutcome,
  type KnownStep,
  type Scope,
  type StepResult,
} from './execute-graph.ts';
import { innerInput } from './inner-input.ts';
import type { LoadVersion } from './load-version.ts';
import type { NodeRunners } from './nodes/index.ts';
import type { InnerRun } from './nodes/node-run.ts';
import { outputInstead, retriesOf } from './output-instead.ts';
import { OverBudget } from './over-budget.ts';
import { patienceMs } from './patience.ts';
import type { RunBudget } from './run-budget.ts';
import {
  type AskedApproval,
  type ClaimedRun,
  type DrivenRun,
  Fenced,
  isRefused,
  type RunStore,
} from './run-store.ts';
import { StepFailed } from './step-failed.ts';
import type { ActiveStep, StepPlace, StepRecorder } from './step-recorder.ts';
import { StepWaits } from './step-waits.ts';
import { withRetries } from './with-retries.ts';

/** A graph being walked: the run's own, or one inside of a step or an item. */
type Level = {
  graph: WorkflowGraph;
  input: Record<string, unknown>;
  /** Of the step or item that it is inside of; null at the top. */
  parent: string | null;
  depth: number;
};

/** A step's, or an item's. */
type Row = {
  place: StepPlace;
  /** As people know it. */
  name: string;
  /** Null for an item: what becomes of one that fails is its map's to say. */
  node: WorkflowNode | null;
  work: (step: ActiveStep) => Promise<Record<string, unknown>>;
};

type Tools = {
  store: Pick<RunStore, 'askApproval'>;
  nodes: NodeRunners;
  loadVersion: LoadVersion;
  log: Log;
  driven: DrivenRun;
  claimed: ClaimedRun;
  recorder: StepRecorder;
  budget: RunBudget;
  /** Aborted when the run is cancelled, or is somebody else's. */
  signal: AbortSignal;
  cancelled: AbortSignal;
  fenced: AbortSignal;
  woken: () => Promise<void>;
  /** What waits for this moment is woken then, should the run be at work still. */
  wakeAt: (until: Date) => void;
};

type Known = KnownStep & Pick<ClaimedRun['steps'][number], 'calls' | 'progress' | 'attempts' | 'startedAt'>;

export function createWalk(tools: Tools) {
  const { store, nodes, loadVersion, log, driven, claimed, recorder, budget, signal } = tools;
  const { organizationId } = driven;
  const { projectId } = claimed;
  const known = new Map<string, Known>(
    claimed.steps.map((step) => [step.path, { ...step, origin: claimed.standIns?.[step.path] ?? 'RAN' }]),
  );
  const ask = (asked: AskedApproval) =>
    patiently(() => store.askApproval(driven, projectId, asked), patienceMs);
  /** Begun by this attempt or an earlier one: what rests and is taken up again counts once. */
  const counted = new Set(known.keys());

  function walk(level: Level): Promise<GraphOutcome> {
    return executeGraph({
      graph: level.graph,
      known: { get: (id) => known.get(pathIn(level.parent, id)) },
      onSkipped: (node) => recorder.skip(placeOf(level, node)),
      runStep: (node, scope) => runStep(level, node, scope),
      woken: tools.woken,
    });
  }

  function runStep(level: Level, node: WorkflowNode, scope: Scope): Promise<StepResult> {
    const place = placeOf(level, node);
    const work = (step: ActiveStep) => {
      signal.throwIfAborted();
      return nodes.run(node, {
        graph: level.graph,
        scope,
        input: level.input,
        organizationId,
        projectId,
        signal,
        step,
        budget,
        inside: (inner) => walkInside(level, place.path, inner),
        item: (index, inner) => runItem(level, place, index, inner),
        woken: tools.woken,
        askApproval: (asked) => ask({ id: uuid(), path: place.path, ...asked }),
      });
    };
    return runRow({
      place,
      name: node.name,
      node,
      work: (step) => withRetries(() => work(step), { retries: retriesOf(node), signal }),
    });
  }

  async function runRow({ place, name, node, work }: Row): Promise<StepResult> {
    const before = known.get(place.path);
    const begun = before?.status === 'RUNNING' || before?.status === 'WAITING' ? before : undefined;
    const step = recorder.begin(place, begun && { ...begun, startedAt: new Date(begun.startedAt) });
    const end = (
      status: 'SUCCEEDED' | 'FAILED' | 'WAITING',
      output: KnownStep['output'] = null,
      error: KnownStep['error'] = null,
    ) => {
      const { progress, attempts } = step;
      const startedAt = begun?.startedAt ?? new Date().toISOString();
      known.set(place.path, {
        status,
        output,
        error,
        origin: 'RAN',
        calls: null,
        progress,
        attempts,
        startedAt,
      });
    };
    try {
      if (node !== null && !counted.has(place.path)) budget.step();
      counted.add(place.path);
      const output = await work(step);
      step.succeed(output);
      end('SUCCEEDED', output);
      return { status: 'SUCCEEDED', output };
    } catch (error) {
      if (error instanceof Fenced || isRefused(error) || tools.fenced.aborted) throw error;
      if (error instanceof StepWaits) {
        step.wait();
        end('WAITING');
        if (error.until) tools.wakeAt(error.until);
        return { status: 'WAITING', until: error.until };
      }
      const stop = overBudget(error);
      if (stop) {
        step.wait();
        return { status: 'STOPPED', error: stop.failure };
      }
      const failure = tools.cancelled.aborted ? runWasCancelled : describeFailure(error, name, log);
      const instead = node === null || tools.cancelled.aborted ? null : outputInstead(node, failure);
      if (instead) {
        step.succeed(instead, failure);
        end('SUCCEEDED', instead);
        return { status: 'SUCCEEDED', output: instead };
      }
      await step.fail(failure);
      end('FAILED', null, failure);
      return { status: 'FAILED', error: failure };
    }
  }

  /** A call that was aborted because the time is over says so, whatever the one at its other end makes of it. */
  function overBudget(error: unknown): OverBudget | null {
    if (error instanceof OverBudget) return error;
    return signal.reason instanceof OverBudget ? signal.reason : null;
  }

  async function runItem(
    level: Level,
    of: StepPlace,
    index: number,
    inner: () => InnerRun,
  ): Promise<StepResult> {
    const path = `${of.path}[${index}]`;
    const before = known.get(path);
    if (before?.status === 'SUCCEEDED') return { status: 'SUCCEEDED', output: before.output ?? {} };
    if (before?.status === 'FAILED' && before.error) return { status: 'FAILED', error: before.error };
    return runRow({
      place: { path, parent: of.path, nodeId: of.nodeId, kind: 'item' },
      name: `Item ${index}`,
      node: null,
      work: async () => walkInside(level, path, inner()),
    });
  }

  async function walkInside(
    { input: outer, depth }: Level,
    parent: string,
    { workflow, version, input: given }: InnerRun,
  ): Promise<Record<string, unknown>> {
    if (depth >= deepest)
      throw new StepFailed(
        'TOO_DEEP',
        `Workflows run one another ${deepest} levels deep at most.`,
        'Bring some of them together in one workflow.',
      );
    const graph = await loadVersion(organizationId, projectId, workflow, version);
    if (!graph)
      throw new StepFailed(
        'NO_WORKFLOW',
        `There is no version ${version} of the workflow that this step runs.`,
        'Choose a workflow in the step, and publish again.',
      );
    const input = innerInput(graph, given, outer);
    const { failed, stopped, waiting, scope } = await walk({ graph, input, parent, depth: depth + 1 });
    if (failed) throw new StepFailed(failed.code, failed.message, failed.fix);
    if (stopped) throw new OverBudget(stopped);
    if (waiting) throw new StepWaits(waiting.until);
    return nodes.resultOf(graph, scope);
  }

  return (graph: WorkflowGraph) => walk({ graph, input: claimed.input, parent: null, depth: 0 });
}

const pathIn = (parent: string | null, nodeId: string) => (parent === null ? nodeId : `${parent}/${nodeId}`);

function placeOf({ parent }: Level, { id, kind }: WorkflowNode): StepPlace {
  return { path: pathIn(parent, id), parent, nodeId: id, kind };
}
