import { Migration } from '@mikro-orm/migrations';
import { tenantTable } from './tenant-table.ts';

/** Which workflows name which models, as rows: how many would be hurt is a count, and no walk over documents. */
export class M007ModelUse extends Migration {
  override up(): void {
    for (const sql of [...uses, ...registry]) this.addSql(sql);
  }
}

const organizationId = 'organization_id uuid not null references organization deferrable initially deferred';

/** The rows of the documents that are there already. Only prompts name models so far. */
const usesIn = (documents: string) => `
  insert into model_use (organization_id, workflow_id, version_id, node_id, place, step_name, reference)
  select organization_id, workflow_id, version_id, node ->> 'id', '["model"]', node ->> 'name', node -> 'data' ->> 'model'
  from (${documents}) as document (organization_id, workflow_id, version_id, graph),
    lateral json_array_elements(graph -> 'nodes') as node
  where node ->> 'kind' = 'prompt' and node -> 'data' ->> 'model' <> '';`;

const uses = [
  // One row per place that names a model. No version: the draft, whose rows change with it; those of a version stay.
  `create table model_use (${organizationId}, workflow_id uuid not null, version_id uuid, node_id text not null,
     place text not null, step_name text not null, reference text not null,
     unique nulls not distinct (workflow_id, version_id, node_id, place),
     foreign key (organization_id, workflow_id) references workflow (organization_id, id) deferrable initially deferred,
     foreign key (organization_id, version_id) references workflow_version (organization_id, id)
       deferrable initially deferred);`,
  // Forced security hides these rows from their owner, too.
  'alter table workflow no force row level security;',
  'alter table workflow_version no force row level security;',
  usesIn('select organization_id, id, null::uuid, draft from workflow'),
  usesIn('select organization_id, workflow_id, id, graph from workflow_version'),
  // The checks that wait for the end would keep the table from being altered further.
  'set constraints all immediate;',
  'alter table workflow force row level security;',
  'alter table workflow_version force row level security;',
  'create index model_use_reference on model_use (organization_id, reference, workflow_id);',
  ...tenantTable('model_use'),
];

const registry = ['create index audit_event_subject on audit_event (organization_id, subject_id, id desc);'];
