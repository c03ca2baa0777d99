// The registry as one relation: platform and custom models side by side, for whatever lists, counts or facets ask of it.
import { type Capability, capabilityNames } from '@patchbay/schema/capabilities.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { type ModelHealth, modelOfPlatform, type ModelStatus, type ModelType } from './model.ts';

export type ModelFilter = {
  type?: ModelType | null;
  provider?: readonly string[] | null;
  /** All of them. */
  capability?: readonly Capability[] | null;
  /** Left out: all that are not deleted. */
  status?: readonly ModelStatus[] | null;
  health?: readonly ModelHealth[] | null;
  search?: string | null;
};

export type Sql = { sql: string; values: unknown[] };

/** The catalogue goes along as a value, so that one statement orders and counts both kinds. */
export function registryOf(catalogue: Catalogue): Sql {
  const platform = catalogue.models.map((model) => {
    const { custom: _, capabilities, ...shown } = modelOfPlatform(catalogue, model);
    return { ...shown, ...capabilities };
  });
  return { sql: registry, values: [JSON.stringify(platform)] };
}

const lastTest = (column: string) =>
  `(select ${column} from connection_test t where t.model_id = m.id order by t.id desc limit 1)`;

// What was never created or tested here stands before all that was.
const registry = `
  model as (
    select id, 'CUSTOM' as type, slug as reference, lower(display_name) collate "C" as name, description, provider,
      provider_model_id, json_mode, vision, tool_use, reasoning,
      case when deleted_at is not null then 'DELETED' when active then 'ACTIVE' else 'INACTIVE' end as status,
      case ${lastTest('passed')} when true then 'PASSED' when false then 'FAILED' else 'NEVER' end as health,
      created_at as created, coalesce(${lastTest('at')}, '-infinity') as tested
    from custom_model m
    union all
    select id, 'PLATFORM', reference, lower("displayName") collate "C", description, provider,
      "providerModelId", "jsonMode", vision, "toolUse", reasoning, status, null, '-infinity', '-infinity'
    from jsonb_to_recordset(?::jsonb) as p (id uuid, reference text, "displayName" text, description text,
      provider text, "providerModelId" text, "jsonMode" boolean, vision boolean, "toolUse" boolean, reasoning boolean,
      status text))`;

export const capabilityColumns = {
  jsonMode: 'json_mode',
  vision: 'vision',
  toolUse: 'tool_use',
  reasoning: 'reasoning',
} satisfies Record<Capability, string>;

/** By what is filtered; each holds for the rows of `model`. */
export type Conditions = Record<keyof ModelFilter, Sql>;

const always: Sql = { sql: 'true', values: [] };

export function conditionsOf({
  type,
  provider,
  capability,
  status,
  health,
  search,
}: ModelFilter): Conditions {
  const needed = capabilityNames.filter((name) => capability?.includes(name));
  const words = search?.trim().toLowerCase() ?? '';
  return {
    type: type ? { sql: 'type = ?', values: [type] } : always,
    provider: provider ? anyOf('provider', provider) : always,
    capability:
      needed.length > 0
        ? { sql: needed.map((name) => capabilityColumns[name]).join(' and '), values: [] }
        : always,
    status: status ? anyOf('status', status) : { sql: `status <> 'DELETED'`, values: [] },
    health: health ? anyOf("coalesce(health, '')", health) : always,
    search: words === '' ? always : { sql: `position(? in ${searched}) > 0`, values: [words] },
  };
}

const searched = `name || ' ' || lower(reference || ' ' || provider_model_id || ' ' || description)`;

function anyOf(expression: string, values: readonly string[]): Sql {
  return {
    sql: `${expression} in (select jsonb_array_elements_text(?))`,
    values: [JSON.stringify(values)],
  };
}

export function allOf(conditions: readonly Sql[]): Sql {
  return {
    sql: conditions.map(({ sql }) => sql).join(' and '),
    values: conditions.flatMap(({ values }) => values),
  };
}
