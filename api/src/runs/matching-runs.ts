import type { RunStatus } from '@patchbay/schema/run-event.ts';
import { type Actor, visibleProjects } from '../access/actor.ts';
import { InvalidInputError } from '../errors.ts';
import { allOf, type Sql } from '../models/registry.ts';

export type RunFilter = {
  workflowId?: string | null;
  versionNumber?: number | null;
  draft?: boolean | null;
  status?: readonly RunStatus[] | null;
  model?: string | null;
  from?: Date | null;
  to?: Date | null;
  errorCode?: string | null;
  requestedBy?: string | null;
};

/** The one condition on runs `r` by which they are listed, counted, added up and drawn over time: what the actor may see of them, and asks for. */
export function matchingRuns(actor: Actor, filter: RunFilter): Sql {
  const { workflowId, versionNumber, draft, status, model, from, to, errorCode, requestedBy } = filter;
  if (from && to && from >= to) throw InvalidInputError.at('to', 'The time must end after it begins.');
  if (versionNumber != null && !workflowId)
    throw InvalidInputError.at('versionNumber', 'Say of which workflow this is a version.');
  const projects = visibleProjects(actor);
  return allOf([
    // Said besides the row-level security, so that an index answers without the rows.
    { sql: 'r.organization_id = ?', values: [actor.organizationId] },
    ...(projects === 'all' ? [] : [among('r.project_id', projects)]),
    ...(workflowId ? [is('r.workflow_id', workflowId)] : []),
    ...(versionNumber == null ? [] : [is('r.version_number', versionNumber)]),
    ...(draft == null ? [] : [{ sql: `r.version_number is ${draft ? '' : 'not '}null`, values: [] }]),
    ...(status ? [among('r.status', status)] : []),
    // An id begins with the moment at which it was made, so every order of the list can be cut by time.
    ...(from ? [{ sql: 'r.id >= ?', values: [firstIdAt(from)] }] : []),
    ...(to ? [{ sql: 'r.id < ?', values: [firstIdAt(to)] }] : []),
    ...(errorCode ? [is('r.error_code', errorCode)] : []),
    ...(requestedBy ? [is('r.requested_by', requestedBy)] : []),
    ...(model
      ? [
          {
            sql: 'r.id in (select a.run_id from attempt a where a.organization_id = ? and a.model_slug = ?)',
            values: [actor.organizationId, model],
          },
        ]
      : []),
  ]);
}

const is = (column: string, value: unknown): Sql => ({ sql: `${column} = ?`, values: [value] });

const among = (column: string, values: readonly string[]): Sql =>
  values.length === 0 ? { sql: 'false', values: [] } : { sql: `${column} in (?)`, values: [values] };

/** The lowest UUIDv7 of a moment; moments that none can tell are as far as it goes. */
function firstIdAt(moment: Date): string {
  const milliseconds = Math.min(Math.max(moment.getTime(), 0), 2 ** 48 - 1);
  const hex = milliseconds.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
