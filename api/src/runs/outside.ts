// What steps reach besides models: connections and tools belong to others, who hand them in here.
import type { GuardedFetch } from '../providers/guarded-fetch.ts';
import { StepFailed } from './step-failed.ts';
import type { ToolsFor } from './tool.ts';

/** A connection, opened for one request. */
export type OpenedConnection = {
  /** Its secret goes there and nowhere else. */
  origin: string;
  headers(): Promise<Record<string, string>>;
  /** To be taken out of whatever comes back. */
  secrets: readonly string[];
};

export type OpenConnection = (
  organizationId: string,
  projectId: string,
  connectionId: string,
) => Promise<OpenedConnection>;

export type Outside = {
  fetch: GuardedFetch;
  openConnection: OpenConnection;
  toolsFor: ToolsFor;
};

const absent = (what: string) => async (): Promise<never> => {
  throw new StepFailed('NOT_SUPPORTED', `This worker does not know ${what}.`, 'Update Patchbay.');
};

/** For a worker that brings only some of them: a step that needs another one says so and fails. */
export const absentOutside: Omit<Outside, 'fetch'> = {
  openConnection: absent('connections'),
  toolsFor: absent('tools'),
};
