// The rows of runs that are being driven. Each verb is one statement, and each but the claim proves by the claim's
// token that its caller still drives the run.
import pg from 'pg';
import type { RunError, StepStatus } from '@patchbay/schema/run-event.ts';

export type DrivenRun = { organizationId: string; runId: string; token: string };

export type ClaimedRun = {
  projectId: string;
  workflowId: string;
  graph: unknown;
  input: Record<string, unknown>;
  cancelled: boolean;
  steps: {
    path: string;
    status: StepStatus;
    output: Record<string, unknown> | null;
    error: RunError | null;
  }[];
};

export type StepRecord = {
  id: string;
  path: string;
  nodeId: string;
  kind: string;
  status: StepStatus;
  output: Record<string, unknown> | null;
  error: RunError | null;
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

type Held = { held: boolean };

/** Another attempt drives this run now: whoever hears it stops at once, without a further call. */
export class Fenced extends Error {
  override name = 'Fenced';
}

function mustHold(row: Held | undefined): void {
  if (!row?.held) throw new Fenced('Another attempt drives this run.');
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
  return JSON.stringify(value).replace(/\\(u0000|ud[89a-f]..|.)/g, (whole, escape: string) =>
    escape.length > 1 ? '\\ufffd' : whole,
  );
}

export type RunStore = ReturnType<typeof createRunStore>;

export function createRunStore(databaseUrl: string, { connections = 10 } = {}) {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: connections,
    idleTimeoutMillis: 30_000,
    // A server that has vanished says nothing: without a bound the beats would wait for it, and be late when it is back.
    connectionTimeoutMillis: 10_000,
  });
  // A connection that breaks while idle is replaced at the next use; without this it would end the process.
  pool.on('error', () => {});

  async function ask<Row extends pg.QueryResultRow>(
    name: string,
    text: string,
    values: unknown[],
  ): Promise<Row[]> {
    const { rows } = await pool.query<Row>({ name, text, values });
    return rows;
  }

  return {
    /** Null when the run is finished, or when a later epoch has begun. */
    async claim({ organizationId, runId, token }: DrivenRun, epoch: number): Promise<ClaimedRun | null> {
      const [run] = await ask<ClaimedRun>(
        'claim-run',
        `select project_id "projectId", workflow_id "workflowId", graph, input, cancelled, steps
         from claim_run($1, $2, $3, $4)`,
        [organizationId, runId, epoch, token],
      );
      return run ?? null;
    },

    async recordSteps({ organizationId, runId, token }: DrivenRun, { steps, attempts }: Records) {
      const [row] = await ask<Held>('record-steps', 'select record_steps($1, $2, $3, $4, $5) as held', [
        organizationId,
        runId,
        token,
        toJson(steps),
        toJson(attempts),
      ]);
      mustHold(row);
    },

    async notePartial({ organizationId, runId, token }: DrivenRun, step: StepRecord, text: string | null) {
      const [row] = await ask<Held>('note-partial', 'select note_partial($1, $2, $3, $4, $5) as held', [
        organizationId,
        runId,
        token,
        toJson(step),
        text?.replaceAll('\0', '\ufffd') ?? null,
      ]);
      mustHold(row);
    },

    async finish(
      { organizationId, runId, token }: DrivenRun,
      outcome: 'SUCCEEDED' | 'FAILED' | 'CANCELLED',
      result: Record<string, unknown> | null,
      failure: RunError | null,
      { steps, attempts }: Records,
    ) {
      const [row] = await ask<Held>(
        'finish-run',
        'select finish_run($1, $2, $3, $4, $5, $6, $7, $8) as held',
        [
          organizationId,
          runId,
          token,
          outcome,
          result && toJson(result),
          failure && toJson(failure),
          toJson(steps),
          toJson(attempts),
        ],
      );
      mustHold(row);
    },

    /** Throws when the run is not the caller's any more. */
    async confirm({ organizationId, runId, token }: DrivenRun) {
      const [row] = await ask<Held>('holds-run', 'select holds_run($1, $2, $3) as held', [
        organizationId,
        runId,
        token,
      ]);
      mustHold(row);
    },

    /** Says which runs are driven here, and hears which of them to cancel. A run that nobody sees gets a new epoch. */
    async see(runIds: string[]): Promise<string[]> {
      if (runIds.length === 0) return [];
      const rows = await ask<{ run_id: string }>('see-runs', 'select run_id from see_runs($1)', [runIds]);
      return rows.map(({ run_id: runId }) => runId);
    },

    close: () => pool.end(),
  };
}
