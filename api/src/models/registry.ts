// The registry as one relation: platform and custom models side by side, for whatever lists, counts or facets ask of it.
import { type Capability, capabilityNames } from '@patchbay/schema/capabilities.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { ModelHealth } from './custom-model.ts';
import { modelOfPlatform, type ModelStatus, type ModelType } from './model.ts';

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

/** Both kinds apart, so that each can be read in the order of an index. The catalogue goes along as a value. */
export function kindsOf(catalogue: Catalogue): Sql[] {
  const shown = catalogue.models.map((model) => {
    const { custom: _, capabilities, ...others } = modelOfPlatform(catalogue, model);
    return { ...others, ...capabilities };
  });
  return [
    { sql: custom, values: [] },
    { sql: platform, values: [JSON.stringify(shown)] },
  ];
}

export function registryOf(catalogue: Catalogue): Sql {
  const kinds = kindsOf(catalogue);
  return {
    sql: `(${kinds.map(({ sql }) => sql).join(' union all ')}) as model`,
    values: kinds.flatMap(({ values }) => values),
  };
}

const custom = `
  select id, 'CUSTOM' as type, sort_name as name, sought, provider, json_mode, vision, tool_use, reasoning,
    case when deleted_at is not null then 'DELETED' when active then 'ACTIVE' else 'INACTIVE' end as status,
    case last_test_passed when true then 'PASSED' when false then 'FAILED' else 'NEVER' end as health,
    created_at as created, last_tested_at as tested
  from custom_model`;

// What was never created or tested here stands before all that was.
const platform = `
  select id, 'PLATFORM' as type, lower("displayName") collate "C" as name,
    lower(concat_ws(' ', "displayName", reference, "providerModelId", description)) as sought, provider,
    "jsonMode" as json_mode, vision, "toolUse" as tool_use, reasoning, status, null as health,
    '-infinity'::timestamptz as created, '-infinity'::timestamptz as tested
  from jsonb_to_recordset(?::jsonb) as p (id uuid, reference text, "displayName" text, description text,
    provider text, "providerModelId" text, "jsonMode" boolean, vision boolean, "toolUse" boolean, reasoning boolean,
    status text)`;

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
    search: words === '' ? always : { sql: 'position(? in sought) > 0', values: [words] },
  };
}

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
