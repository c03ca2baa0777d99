import pg from 'pg';
import { type Figure, timed, timings } from './figure.ts';
import type { Ground } from './ground.ts';
import { seedRegistry } from './seed-registry.ts';
import { median } from './statistics.ts';

const size = { models: 2_000, organizations: 200, modelsEach: 50, workflows: 500 };

/** What a row of the registry shows. */
const row = `id reference type displayName provider providerModelId contextTokens inputCost outputCost status untested
  capabilities { jsonMode vision toolUse reasoning } health lastTest { passed at } usage { workflowCount }`;

const page = (args: string) => `{ models(first: 50 ${args}) { totalCount nodes { ${row} } } }`;

const questions = {
  'first page of models': page(''),
  'models by capability': page('capability: [VISION, TOOL_USE]'),
  'models by search': page('search: "qwen"'),
  'models last tested first': page('sortBy: LAST_TESTED descending: true'),
  'models whose test failed': page('health: [FAILED]'),
  'models by eligibility': `{ modelEligibility(first: 50, requirements: [VISION]) { eligibleCount totalCount
    nodes { ${row} eligibility(requirements: [VISION]) { eligible reasons { code } } } } }`,
  facets: `{ models(first: 1) { facets { type { value count } provider { value count } capability { value count }
    status { value count } health { value count } } } }`,
};

// The same rows as plainly as they can be had, by somebody who knows the organisation and needs no rights.
const bareSql = `
  select m.*, t.passed, t.at, (select count(distinct workflow_id) from model_use u
      where u.organization_id = m.organization_id and u.reference = m.slug) as workflows,
    (select count(*) from custom_model where organization_id = $1 and deleted_at is null) as total
  from custom_model m left join connection_test t on t.id = m.last_test_id
  where m.organization_id = $1 and m.deleted_at is null order by m.sort_name, m.id limit 50`;

/** Thousands of models in one organisation, beside two hundred others with theirs. */
export async function registry({ demo, databaseUrl, rounds }: Ground): Promise<Figure[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const slug = demo.headers['patchbay-organization'];
    const { rows } = await client.query<{ id: string }>('select id from organization where slug = $1', [
      slug,
    ]);
    const organizationId = rows[0]?.id;
    if (!organizationId) throw new Error(`There is no organisation ${slug}.`);
    await seedRegistry(client, organizationId, size);
    const asked = { ...questions, 'page 11 of models': page(`after: "${await cursorAt(500)}"`) };

    const bare: number[] = [];
    const times = new Map<string, number[]>(Object.keys(asked).map((name) => [name, []]));
    // In turn, so that a machine that slows down slows all of them.
    // The first rounds only warm up.
    for (let round = -5; round < rounds(100); round += 1) {
      const bareTime = await timed(() => client.query(bareSql, [organizationId]));
      if (round >= 0) bare.push(bareTime);
      for (const [name, query] of Object.entries(asked)) {
        const time = await timed(() => demo.ask(query));
        if (round >= 0) times.get(name)?.push(time);
      }
    }
    const beside = { what: 'the same page by SQL', value: median(bare) };
    return [...times].map(([name, values]) =>
      timings(`${name}, of ${size.models.toLocaleString('en')}`, values, beside),
    );
  } finally {
    await client.end();
  }

  async function cursorAt(place: number): Promise<string | null> {
    let after: string | null = null;
    for (let passed = 0; passed < place; passed += 100) {
      const { models }: Page = await demo.ask(
        'query ($after: String) { models(first: 100, after: $after) { pageInfo { endCursor } } }',
        { after },
      );
      after = models.pageInfo.endCursor;
    }
    return after;
  }
}

type Page = { models: { pageInfo: { endCursor: string | null } } };
