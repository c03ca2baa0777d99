import { Migration } from '@mikro-orm/migrations';

/**
 * What each step asks of its model, beside the name it uses: so that what a change would do to every workflow is a
 * question to these rows, and no walk over documents.
 */
export class M018ModelQuestions extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }
}

const needs = {
  jsonMode: `{"capability": "jsonMode", "because": "its output follows a JSON schema natively"}`,
  reasoning: `{"capability": "reasoning", "because": "it asks for extended reasoning"}`,
};

/** Only prompts name models so far, and these two are all that one could need. */
const questionIn = `jsonb_build_object(
  'requirements',
    case when node -> 'data' -> 'output' ->> 'mode' = 'native' then '[${needs.jsonMode}]'::jsonb else '[]' end ||
    case when jsonb_typeof(node -> 'data' -> 'reasoning') = 'object' then '[${needs.reasoning}]'::jsonb else '[]' end,
  'onMissingCapability', coalesce(node -> 'data' ->> 'onMissingCapability', 'refuse'),
  'substitution', coalesce(node -> 'data' ->> 'substitution', 'allow'))`;

const fill = (documents: string) => `
  update model_use u set question = ${questionIn}
  from (${documents}) as document (workflow_id, version_id, graph),
    lateral jsonb_array_elements(graph -> 'nodes') as node
  where u.workflow_id = document.workflow_id and u.version_id is not distinct from document.version_id
    and u.node_id = node ->> 'id';`;

const tables = ['workflow', 'workflow_version', 'model_use'];

const statements = [
  `alter table model_use add column question jsonb not null
     default '{"requirements": [], "onMissingCapability": "refuse", "substitution": "allow"}';`,
  // Forced security hides these rows from their owner, too.
  ...tables.map((table) => `alter table ${table} no force row level security;`),
  fill('select id, null::uuid, draft::jsonb from workflow'),
  fill('select workflow_id, id, graph::jsonb from workflow_version'),
  // The checks that wait for the end would keep the table from being altered further.
  'set constraints all immediate;',
  ...tables.map((table) => `alter table ${table} force row level security;`),
  'alter table model_use alter column question drop default;',
  // Who has called what lately: what another model would have cost is asked of these.
  'create index attempt_of_model on attempt (organization_id, model_slug, started_at);',
];
