import { type Capability, capabilityNames } from '@patchbay/schema/capabilities.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { EntityManager } from '../orm.ts';
import type { ModelHealth, ModelStatus, ModelType } from './model.ts';
import {
  allOf,
  capabilityColumns,
  conditionsOf,
  type ModelFilter,
  registryOf,
  type Sql,
} from './registry.ts';

type Counted<Value> = { value: Value; count: number }[];

export type ModelFacets = {
  type: Counted<ModelType>;
  provider: Counted<string>;
  capability: Counted<Capability>;
  status: Counted<ModelStatus>;
  health: Counted<ModelHealth>;
};

/** Facets of which any chosen value will do. */
const choices = ['type', 'provider', 'status', 'health'] as const;

/**
 * Each facet is counted under the other filters: what choosing the value would show. Chosen capabilities are needed
 * together, so one of them is counted under the others, too. Values that nothing has are left out.
 */
export async function countFacets(
  em: EntityManager,
  catalogue: Catalogue,
  filter: ModelFilter,
): Promise<ModelFacets> {
  const registry = registryOf(catalogue);
  const conditions = conditionsOf(filter);
  const judged = [...choices, 'capability' as const].map((name) => ({ name, ...conditions[name] }));
  const othersOf = (name: string) =>
    judged.flatMap((other) => (other.name === name ? [] : `by_${other.name}`)).join(' and ');
  const everyOne = othersOf('');

  const counts = [
    ...choices.map(
      (name) =>
        `select '${name}' as facet, ${name} as value, count(*)::int as count from judged
         where ${name} is not null and ${othersOf(name)} group by ${name}`,
    ),
    ...capabilityNames.map(
      (name) =>
        `select 'capability', '${name}', count(*)::int from judged where ${everyOne} and ${capabilityColumns[name]}
         having count(*) > 0`,
    ),
  ];
  const found = await em.execute<{ facet: keyof ModelFacets; value: string; count: number }[]>(
    `with ${registry.sql}, judged as materialized (
       select type, provider, status, health, ${capabilityNames.map((name) => capabilityColumns[name]).join(', ')},
         ${judged.map(({ name, sql }) => `(${sql}) as by_${name}`).join(', ')}
       from model where ${conditions.search.sql})
     ${counts.join(' union all ')} order by facet, count desc, value`,
    [...registry.values, ...allOf(judged).values, ...conditions.search.values],
  );
  const of = <Value extends string>(facet: keyof ModelFacets) =>
    found.filter((one) => one.facet === facet).map(({ value, count }) => ({ value: value as Value, count }));
  return {
    type: of<ModelType>('type'),
    provider: of('provider'),
    capability: of<Capability>('capability'),
    status: of<ModelStatus>('status'),
    health: of<ModelHealth>('health'),
  };
}
