// The rows of runs that are being driven. Each verb but the claim proves by the claim's token that its caller still
// drives the run.
import pg from 'pg';
import type { RunError, StepOrigin, StepStatus } from '@patchbay/schema/run-event.ts';
import type { SentPrompt } from './sent-prompt.ts';
import type { StepCall } from './step-call.ts';
import type { RunLimits, RunSpent } from '@patchbay/schema/run-limits.ts';
import { shareStatements } from '../shared-statements.ts';

export type DrivenRun = { organizationId: string; runId: string; token: string };

export type ClaimedRun = {
  projectId: string;
  workflowId: string;
  /** As JSON. */
  graph: string;
  input: Record<string, unknown>;
  cancelled: boolean;
  steps: {
    path: string;
    status: StepStatus;
    output: Record<string, unknown> | null;
    error: RunError | null;
    calls: StepCall[] | null;
    /** Of a step that has begun: how far it had come, how many attempts its receipt has, and since when. */
    progress: unknown;
    attempts: number | null;
    startedAt: string;
  }[];
  /** Where the outputs of those steps come from that this run does not run; null where it runs all. */
  standIns: Record<string, StepOrigin> | null;
  /** What the organisation lets its runs spend; null where it says nothing. */
  limits: RunLimits | null;
  /** Null of a run that begins. */
  spent: RunSpent | null;
};

export type Decision = {
  /** Null while nobody has decided. */
  decision: 'approved' | 'rejected' | 'expired' | null;
  comment: string;
  by: string | null;
  at: string | null;
  expiresAt: string | null;
};

export type AskedApproval = {
  id: string;
  path: string;
  stepName: string;
  message: string;
  assignees: readonly string[];
  expiresAt: Date | null;
};

export type StepRecord = {
  id: string;
  path: string;
  /** The step, or the item of a map, that it is inside of. */
  parent: string | null;
  nodeId: string;
  kind: string;
  status: StepStatus;
  /** How far a map has come. */
  items: { total: number; done: number; failed: number } | null;
  output: Record<string, unknown> | null;
  error: RunError | null;
  calls: readonly StepCall[] | null;
  /** What a model step asked. */
  sent: SentPrompt | null;
  progress: unknown;
  startedAt: Date;
  finishedAt: Date | null;
};

export type AttemptRecord = {
  id: string;
  /** The step's. */
  path: string;
  position: number;
  reference: string;
  reason: string;
  provider: string;
  modelSlug: string;
  providerModelId: string;
  outcome: string;
  error: RunError | null;
  /** Where it is not the step's answer. */
  said: string | null;
  startedAt: Date;
  firstTokenAt: Date | null;
  finishedAt: Date;
  inputTokens: number | null;
  cachedTokens: number | null;
  outputTokens: number | null;
  reasoningTokens: number | null;
  inputPrice: string | null;
  outputPrice: string | null;
  cost: string | null;
};

export type Records = { steps: readonly StepRecord[]; attempts: readonly AttemptRecord[] };

/** Another attempt drives this run now: whoever hears it stops at once, without a further call. */
export class Fenced extends Error {
  override name = 'Fenced';
}

function mustHold(held: unknown): void {
  if (held !== true) throw new Fenced('Another attempt drives this run.');
}

/** The database will not take these values, now or later (SQLSTATE 22 and 23): trying again would only repeat the call. */
export function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^2[23]...$/.test(String(error.code));
}

/**
 * PostgreSQL's jsonb holds neither NUL nor half a surrogate pair, and models and providers may send both. By whole
 * escapes, so that a backslash that was itself escaped stays what it is.
 */
function toJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (!/\\u(?:0000|d[89a-f])/.test(text)) return text;
  return text.replace(/\\(u0000|ud[89a-f]..|.)/g, (whole, escape: string) =>
    escape.length > 1 ? '\\ufffd' : whole,
  );
}

/** The verbs of the migrations, for as many runs as ask at once: in one transaction, each in its organisation. */
const driveRuns = `
  select case ask.verb
    when 'claim' then (
      select json_build_object('projectId', project_id, 'workflowId', workflow_id, 'graph', graph::text,
        'input', input, 'cancelled', cancelled, 'steps', steps, 'standIns', stand_ins_of(ask.run), 'limits', limits,
        'spent', spent)
      from claim_run(organization, run, epoch, token))
    when 'record' then to_json(record_steps(organization, run, token, steps, attempts))
    when 'note' then to_json(note_partial(organization, run, token, step, so_far))
    when 'finish' then to_json(finish_run(organization, run, token, outcome, result, failure, steps, attempts))
    when 'park' then to_json(park_run(organization, run, token, due, steps, attempts))
    when 'stop' then to_json(stop_run(organization, run, token, failure, steps, attempts))
    when 'confirm' then to_json(holds_run(organization, run, token))
  end as answer
  from rows from (json_to_recordset($1) as (verb text, organization uuid, run uuid, token uuid, epoch int, step jsonb,
    so_far text, outcome text, due timestamptz, result jsonb, failure jsonb, steps jsonb, attempts jsonb)) with ordinality as ask
  order by ordinality`;

export type RunStore = ReturnType<typeof createRunStore>;

export function createRunStore(databaseUrl: string, { connections = 10, silenceMs = 30_000 } = {}) {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: connections,
    idleTimeoutMillis: 30_000,
    // A server that has vanished says nothing: without a bound the beats would wait for it, and be late when it is back,
    // and a statement that never ends would hold up all who come after it.
    connectionTimeoutMillis: 10_000,
    query_timeout: silenceMs,
  });
  // A connection that breaks while idle is replaced at the next use; without this it would end the process.
  pool.on('error', () => {});

  const share = shareStatements<unknown>(
    async (texts) => {
      const { rows } = await pool.query<{ answer: unknown }>({
        name: 'drive-runs',
        text: driveRuns,
        values: [`[${texts.join(',')}]`],
      });
      return rows.map(({ answer }) => answer);
    },
    { atOnce: 3, asks: 100, characters: 1_000_000 },
  );
  const ask = (verb: string, { organizationId, runId, token }: DrivenRun, more: object = {}) =>
    share({ order: runId, text: toJson({ verb, organization: organizationId, run: runId, token, ...more }) });

  async function alone<T>(name: string, text: string, values: unknown[]): Promise<T> {
    const { rows } = await pool.query<{ answer: T }>({ name, text, values });
    return rows[0]?.answer as T;
  }

  return {
    /** Null when the run is finished, or when a later epoch has begun. */
    async claim(driven: DrivenRun, epoch: number): Promise<ClaimedRun | null> {
      return (await ask('claim', driven, { epoch })) as ClaimedRun | null;
    },

    async recordSteps(driven: DrivenRun, records: Records) {
      mustHold(await ask('record', driven, records));
    },

    async notePartial(driven: DrivenRun, step: StepRecord, text: string | null) {
      mustHold(await ask('note', driven, { step, so_far: text }));
    },

    async finish(
      driven: DrivenRun,
      outcome: 'SUCCEEDED' | 'FAILED' | 'CANCELLED',
      result: Record<string, unknown> | null,
      failure: RunError | null,
      records: Records,
    ) {
      mustHold(await ask('finish', driven, { outcome, result, failure, ...records }));
    },

    /** Nothing can go on before `due`, or (null) before a person does something: the run is let go. */
    async park(driven: DrivenRun, due: Date | null, records: Records) {
      mustHold(await ask('park', driven, { due, ...records }));
    },

    /** Over budget: the run is let go as it stands. */
    async stop(driven: DrivenRun, failure: RunError, records: Records) {
      mustHold(await ask('stop', driven, { failure, ...records }));
    },

    // These take locks of others than the run: each is a statement of its own, so that nobody waits in a circle.
    async askApproval(driven: DrivenRun, projectId: string, asked: AskedApproval): Promise<Decision> {
      const { organizationId, runId, token } = driven;
      const answer = await alone<Decision | null>(
        'ask-approval',
        'select ask_approval($1, $2, $3, $4, $5) as answer',
        [organizationId, runId, token, projectId, toJson(asked)],
      );
      if (answer === null) throw new Fenced('Another attempt drives this run.');
      return answer;
    },

    reserve: (
      { organizationId, runId, token }: DrivenRun,
      { tokens, cost }: { tokens: number; cost: string },
    ): Promise<'RESERVED' | 'FENCED' | 'MONTH'> =>
      alone('reserve-call', 'select reserve_call($1, $2, $3, $4, $5) as answer', [
        organizationId,
        runId,
        token,
        tokens,
        cost,
      ]),

    async settle(
      { organizationId, runId, token }: DrivenRun,
      { tokens, cost, actual, isLost }: { tokens: number; cost: string; actual: string; isLost: boolean },
    ): Promise<void> {
      await alone('settle-call', 'select settle_call($1, $2, $3, $4, $5, $6, $7)::text as answer', [
        organizationId,
        runId,
        token,
        tokens,
        cost,
        actual,
        isLost,
      ]);
    },

    /** Throws when the run is not the caller's any more. */
    async confirm(driven: DrivenRun) {
      mustHold(await ask('confirm', driven));
    },

    /** Says which runs are driven here, and hears which of them to cancel. A run that nobody sees gets a new epoch. */
    async see(runIds: string[]): Promise<string[]> {
      if (runIds.length === 0) return [];
      const { rows } = await pool.query<{ run_id: string }>({
        name: 'see-runs',
        text: 'select run_id from see_runs($1)',
        values: [runIds],
      });
      return rows.map(({ run_id: runId }) => runId);
    },

    close: () => pool.end(),
  };
}
