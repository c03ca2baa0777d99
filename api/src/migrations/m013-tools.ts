import { Migration } from '@mikro-orm/migrations';
import { tenantTable } from './tenant-table.ts';

/** Connections and tools of a project. Their secrets lie where those of models lie. */
export class M013Tools extends Migration {
  override up(): void {
    for (const sql of [...connections, ...tools]) this.addSql(sql);
  }
}

const organizationId = 'organization_id uuid not null references organization deferrable initially deferred';
const inProject = `project_id uuid not null,
     foreign key (organization_id, project_id) references project (organization_id, id) deferrable initially deferred`;

const connections = [
  `create table connection (id uuid primary key, ${organizationId}, ${inProject},
     name text not null check (length(name) between 1 and 120), origin text not null, kind text not null,
     settings jsonb not null, credential_id uuid not null, created_by text not null,
     created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
     unique (organization_id, project_id, id),
     constraint connection_name unique (organization_id, project_id, name),
     foreign key (organization_id, credential_id) references credential (organization_id, id)
       deferrable initially deferred);`,
  ...tenantTable('connection'),
];

const tools = [
  // The definition is json: the order of arguments is the order in which a model is told of them.
  `create table tool (id uuid primary key, ${organizationId}, ${inProject},
     name text not null check (name ~ '^[a-z][a-z0-9_]{0,63}$'), description text not null,
     connection_id uuid, definition json not null, created_by text not null,
     created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
     constraint tool_name unique (organization_id, project_id, name),
     constraint tool_connection foreign key (organization_id, project_id, connection_id)
       references connection (organization_id, project_id, id));`,
  'create index tool_connection on tool (organization_id, project_id, connection_id);',
  ...tenantTable('tool'),
];
