// The registry's list: platform and custom models in one order, filtered, counted and cut into pages by the database.
import { type Capability, capabilityNames } from '@patchbay/schema/capabilities.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { InvalidInputError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import { findModelsById } from './find-models.ts';
import { type Model, modelOfPlatform, type ModelStatus, type ModelType } from './model.ts';

export type ModelFilter = {
  type?: ModelType | null;
  provider?: readonly string[] | null;
  /** All of them. */
  capability?: readonly Capability[] | null;
  /** Left out: all that are not deleted. */
  status?: readonly ModelStatus[] | null;
  search?: string | null;
};

type Bounds = { after: string | null; before: string | null; limit: number; descending: boolean };

/** By name, whatever the case; the id decides between two of the same name. */
export async function listModels(
  em: EntityManager,
  catalogue: Catalogue,
  filter: ModelFilter,
  { after, before, limit, descending }: Bounds,
): Promise<Model[]> {
  const models = registryOf(catalogue);
  const conditions = conditionsOf(filter);
  for (const [cursor, sign] of [
    [after, '>'],
    [before, '<'],
  ] as const) {
    if (!cursor) continue;
    const name = await nameOf(em, models, cursor);
    conditions.push({ sql: `(name, id) ${sign} (?, ?::uuid)`, values: [name, cursor] });
  }
  const direction = descending ? 'desc' : 'asc';
  const { where, values } = join(conditions);
  const found = await em.execute<{ id: string }[]>(
    `${models.sql} select id from model ${where} order by name ${direction}, id ${direction} limit ?`,
    [models.value, ...values, limit],
  );
  const ids = found.map(({ id }) => id);
  const byId = new Map((await findModelsById(em, catalogue, ids)).map((model) => [model.id, model]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export async function countModels(
  em: EntityManager,
  catalogue: Catalogue,
  filter: ModelFilter,
): Promise<number> {
  const models = registryOf(catalogue);
  const { where, values } = join(conditionsOf(filter));
  const [counted] = await em.execute<{ count: number }[]>(
    `${models.sql} select count(*)::int as count from model ${where}`,
    [models.value, ...values],
  );
  return counted?.count ?? 0;
}

/** The catalogue goes along as a value, so that one statement orders and counts both kinds. */
function registryOf(catalogue: Catalogue): { sql: string; value: string } {
  const platform = catalogue.models.map((model) => {
    const { custom: _, capabilities, ...shown } = modelOfPlatform(catalogue, model);
    return { ...shown, ...capabilities };
  });
  return { sql: registry, value: JSON.stringify(platform) };
}

const registry = `
  with model as (
    select id, 'CUSTOM' as type, slug as reference, lower(display_name) collate "C" as name, description, provider,
      provider_model_id, json_mode, vision, tool_use, reasoning,
      case when deleted_at is not null then 'DELETED' when active then 'ACTIVE' else 'INACTIVE' end as status
    from custom_model
    union all
    select id, 'PLATFORM', reference, lower("displayName") collate "C", description, provider,
      "providerModelId", "jsonMode", vision, "toolUse", reasoning, status
    from jsonb_to_recordset(?::jsonb) as p (id uuid, reference text, "displayName" text, description text,
      provider text, "providerModelId" text, "jsonMode" boolean, vision boolean, "toolUse" boolean, reasoning boolean,
      status text))`;

const columns = {
  jsonMode: 'json_mode',
  vision: 'vision',
  toolUse: 'tool_use',
  reasoning: 'reasoning',
} satisfies Record<Capability, string>;

type Condition = { sql: string; values: unknown[] };

function conditionsOf({ type, provider, capability, status, search }: ModelFilter): Condition[] {
  const conditions: Condition[] = [];
  if (type) conditions.push({ sql: 'type = ?', values: [type] });
  if (provider)
    conditions.push({ sql: 'provider in (select jsonb_array_elements_text(?))', values: [asJson(provider)] });
  for (const name of capabilityNames) {
    if (capability?.includes(name)) conditions.push({ sql: columns[name], values: [] });
  }
  if (status)
    conditions.push({ sql: 'status in (select jsonb_array_elements_text(?))', values: [asJson(status)] });
  else conditions.push({ sql: `status <> 'DELETED'`, values: [] });
  const words = search?.trim().toLowerCase() ?? '';
  if (words !== '') {
    const texts = `name || ' ' || lower(reference || ' ' || provider_model_id || ' ' || description)`;
    conditions.push({ sql: `position(? in ${texts}) > 0`, values: [words] });
  }
  return conditions;
}

const asJson = (values: readonly string[]) => JSON.stringify(values);

function join(conditions: Condition[]): { where: string; values: unknown[] } {
  return {
    where: conditions.length === 0 ? '' : `where ${conditions.map(({ sql }) => sql).join(' and ')}`,
    values: conditions.flatMap(({ values }) => values),
  };
}

async function nameOf(
  em: EntityManager,
  models: { sql: string; value: string },
  id: string,
): Promise<string> {
  const [found] = await em.execute<{ name: string }[]>(`${models.sql} select name from model where id = ?`, [
    models.value,
    id,
  ]);
  if (!found)
    throw InvalidInputError.at(
      'after',
      'The model that this cursor stands for is gone. Start again at the top.',
    );
  return found.name;
}
