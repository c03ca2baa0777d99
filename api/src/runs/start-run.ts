import pg from 'pg';
import { v7 as uuid } from 'uuid';
import { type Actor, requireProjectRole } from '../access/actor.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../errors.ts';
import type { Log } from '../log.ts';
import { inOrganization, type MikroORM } from '../orm.ts';
import { Workflow } from '../workflows/workflow.ts';
import { type Admission, type Admitted, runsAtOnce } from './admission.ts';
import type { Upload } from '../uploads/upload.ts';
import { useUploads } from '../uploads/use-uploads.ts';
import { checkRunInput } from './check-run-input.ts';
import { filesOfInput } from './files-of-input.ts';
import { MissingOutputsError } from './missing-outputs-error.ts';
import { planOnlyStep } from './only-step.ts';
import { planWithPins } from './pinned-stand-ins.ts';
import { Run } from './run.ts';
import { readRunnable, type RunnableWorkflow } from './runnable-workflow.ts';
import type { Plan, StandIn } from './stand-in.ts';
import { shareStatements } from '../shared-statements.ts';

export type Start = {
  workflowId: string;
  /** Null runs the live version; a revision runs the draft as it stood then. */
  draftRevision: number | null;
  input: Record<string, unknown>;
  /** Starting twice with one key makes one run: the second answer is the first run. */
  idempotencyKey: string;
  /** Of a draft: what is pinned to its steps stands in for running them. */
  usePins?: boolean;
};

/** One step of a draft, on what others have put out before. */
export type StepStart = {
  workflowId: string;
  draftRevision: number;
  nodeId: string;
  /** What the input step gives; null leaves it to its pin or an earlier run. */
  input: Record<string, unknown> | null;
  /** The run whose outputs are used first; what it does not have comes from the latest run of the draft that has it. */
  fromRunId: string | null;
  idempotencyKey: string;
};

export type RunStarter = ReturnType<typeof createRunStarter>;

type Tools = {
  orm: MikroORM;
  databaseUrl: string;
  log: Log;
  admission: Pick<Admission, 'send' | 'admit'>;
  /** Of one organisation. */
  atMost?: number;
};

/** Null where the workflow is not what it was taken for; `admitted` is null where somebody else is just admitting. */
type Started = { runId: string; admitted: Admitted[] | null } | null;

const startRuns = `
  select start_run(organization, workflow, project, draft_revision, live_version, run, number, graph, input, key,
    requester, created, $2, only_step, stand_ins) as answer
  from rows from (json_to_recordset($1) as (organization uuid, workflow uuid, project uuid, draft_revision int,
    live_version uuid, run uuid, number int, graph json, input jsonb, key text, requester text,
    created timestamptz, only_step text, stand_ins jsonb)) with ordinality as ask order by ordinality`;

const keptAtMost = 500;
const longestKept = 100_000;
/** A workflow that is changed in every moment of ours is somebody else's at work. */
const triesAtMost = 3;

/** Freezes the graph, queues the run and lets it go where there is room, in one statement. */
export function createRunStarter({ orm, databaseUrl, log, admission, atMost = runsAtOnce }: Tools) {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 4,
    connectionTimeoutMillis: 10_000,
    query_timeout: 30_000,
  });
  // A connection that breaks while idle is replaced at the next use; without this it would end the process.
  pool.on('error', () => {});
  const send = shareStatements<Started>(
    async (texts) => {
      const { rows } = await pool.query<{ answer: Started }>({
        name: 'start-runs',
        text: startRuns,
        values: [`[${texts.join(',')}]`, atMost],
      });
      return rows.map(({ answer }) => answer);
    },
    { atOnce: 2, asks: 50, characters: 1_000_000 },
  );
  const known = new Map<string, RunnableWorkflow>();

  async function start(actor: Actor, given: Start | StepStart): Promise<Run> {
    for (let tries = 0; tries < triesAtMost; tries += 1) {
      const workflow = await find(actor, given);
      requireProjectRole(actor, workflow.projectId, 'CONTRIBUTOR');
      const { part, input, standIns } = await plan(actor, workflow, given);
      const uploads = await uploadsOf(actor, part, input);
      const run = runOf(actor, part, given, checkRunInput(part.inputFields, input, uploads));
      const started = await send({
        // Two who race with one key wait for each other in one direction only.
        order: `${run.workflowId} ${given.idempotencyKey}`,
        text: askOf(run, part, standIns),
      });
      if (!started) {
        known.delete(nameOf(actor, given));
        continue;
      }
      letGo(actor.organizationId, started.admitted);
      return started.runId === run.id ? run : findRun(actor, started.runId);
    }
    throw new ConflictError('This workflow is being changed just now. Run it again.', ['workflowId']);
  }

  /** What the run goes through, and what it need not run of that. */
  async function plan(actor: Actor, workflow: RunnableWorkflow, given: Start | StepStart): Promise<Plan> {
    if ('nodeId' in given)
      return inOrganization(orm, actor.organizationId, (em) => planOnlyStep(em, workflow, given));
    const { input } = given;
    if (!given.usePins) return { part: workflow, input, standIns: [] };
    return inOrganization(orm, actor.organizationId, (em) => planWithPins(em, workflow, input));
  }

  /** The runs are safe in their rows; should this fail, the sweeper lets them go a moment later. */
  function letGo(organizationId: string, admitted: Admitted[] | null): void {
    const sent = admitted ? admission.send(admitted) : admission.admit(organizationId);
    sent.catch((error: unknown) => log.warn({ err: error }, 'A run waits for the sweeper.'));
  }

  /** As it was when it was last looked at: the statement that starts the run tells whether it still is. */
  async function find(actor: Actor, given: Start | StepStart): Promise<RunnableWorkflow> {
    const { workflowId, draftRevision } = given;
    const name = nameOf(actor, given);
    const kept = known.get(name);
    if (kept) return kept;
    const found = await inOrganization(orm, actor.organizationId, async (em) => {
      const workflow = await em.findOne(Workflow, { id: workflowId });
      if (!workflow) throw new NotFoundError('workflow', ['workflowId']);
      requireProjectRole(actor, workflow.projectId, 'CONTRIBUTOR');
      return readRunnable(em, workflow, draftRevision, 'nodeId' in given ? given.nodeId : null);
    });
    if (known.size >= keptAtMost) known.clear();
    if (found.frozen.length <= longestKept) known.set(name, found);
    return found;
  }

  async function uploadsOf(
    actor: Actor,
    { projectId, inputFields }: RunnableWorkflow,
    input: Start['input'],
  ): Promise<ReadonlyMap<string, Upload>> {
    const names = filesOfInput(inputFields, input);
    if (names.length === 0) return new Map();
    return inOrganization(orm, actor.organizationId, (em) => useUploads(em, projectId, names));
  }

  const runOf = (
    actor: Actor,
    workflow: RunnableWorkflow,
    given: Start | StepStart,
    input: Record<string, unknown>,
  ): Run =>
    orm.em.fork().create(
      Run,
      {
        id: uuid(),
        organizationId: actor.organizationId,
        projectId: workflow.projectId,
        workflowId: workflow.id,
        versionNumber: workflow.versionNumber,
        graph: workflow.graph,
        input,
        idempotencyKey: given.idempotencyKey,
        onlyStep: 'nodeId' in given ? given.nodeId : null,
        requestedBy: actor.name,
        createdAt: new Date(),
      },
      { persist: false },
    );

  const findRun = (actor: Actor, id: string): Promise<Run> =>
    inOrganization(orm, actor.organizationId, (em) => em.findOneOrFail(Run, { id }));

  return {
    /** Queued runs go where there is room; nobody waits for that. */
    letGo: (organizationId: string) => letGo(organizationId, null),
    /** A key that was used before answers with its run, whatever has become of the workflow since. */
    start: (actor: Actor, given: Start | StepStart): Promise<Run> =>
      start(actor, given).catch(async (error: unknown) => {
        const isObstacle = obstacles.some((kind) => error instanceof kind);
        const { workflowId, idempotencyKey } = given;
        const before =
          isObstacle &&
          (await inOrganization(orm, actor.organizationId, (em) =>
            em.findOne(Run, { workflowId, idempotencyKey }),
          ));
        if (before) return before;
        throw error;
      }),
    close: () => pool.end(),
  };
}

/** What may have come up since the first try; whoever sees no such workflow sees no run of it either. */
const obstacles = [ConflictError, InvalidInputError, MissingOutputsError];

/** One step runs while others are half-made: what was read for it serves no whole run. */
const nameOf = ({ organizationId }: Actor, given: Start | StepStart) =>
  [
    organizationId,
    given.workflowId,
    given.draftRevision ?? 'live',
    ...('nodeId' in given ? [given.nodeId] : []),
  ].join(' ');

/** The graph is JSON already. */
function askOf(run: Run, workflow: RunnableWorkflow, standIns: readonly StandIn[]): string {
  const ask = JSON.stringify({
    organization: run.organizationId,
    workflow: run.workflowId,
    project: run.projectId,
    draft_revision: workflow.draftRevision,
    live_version: workflow.liveVersionId,
    run: run.id,
    number: run.versionNumber,
    input: run.input,
    key: run.idempotencyKey,
    requester: run.requestedBy,
    created: run.createdAt,
    only_step: run.onlyStep,
    stand_ins: standIns.length > 0 ? standIns : null,
  });
  return `${ask.slice(0, -1)},"graph":${workflow.frozen}}`;
}
