import { type Capability, capabilityNames } from '@patchbay/schema/capabilities.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { EntityManager } from '../orm.ts';
import type { ModelHealth } from './custom-model.ts';
import type { ModelStatus, ModelType } from './model.ts';
import { allOf, capabilityColumns, conditionsOf, type ModelFilter, registryOf } from './registry.ts';

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
  // Thousands of models are of a few dozen sorts: those are counted once, and then only added up.
  const known = [...choices, ...capabilityNames.map((name) => capabilityColumns[name])];

  const counts = [
    ...choices.map(
      (name) =>
        `select '${name}' as facet, ${name} as value, sum(count)::int as count from judged
         where ${name} is not null and ${othersOf(name)} group by ${name}`,
    ),
    ...capabilityNames.map(
      (name) =>
        `select 'capability', '${name}', sum(count)::int from judged where ${everyOne} and ${capabilityColumns[name]}
         having sum(count) > 0`,
    ),
  ];
  const found = await em.execute<{ facet: keyof ModelFacets; value: string; count: number }[]>(
    `with judged as materialized (
       select ${known.join(', ')}, ${judged.map(({ name, sql }) => `(${sql}) as by_${name}`).join(', ')}, count(*) as count
       from ${registry.sql} where ${conditions.search.sql}
       group by ${[...known, ...judged].map((_, index) => index + 1).join(', ')})
     ${counts.join(' union all ')} order by facet, count desc, value`,
    [...allOf(judged).values, ...registry.values, ...conditions.search.values],
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
