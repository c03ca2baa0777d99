import pg from 'pg';
import { type Figure, timed, timings } from './figure.ts';
import type { Ground } from './ground.ts';
import { seedRuns } from './seed-runs.ts';

const week = 7 * 24 * 3_600_000;

/** What the page of runs asks for, among a million of them. */
export async function runs({ databaseUrl, rounds, builder }: Ground): Promise<Figure[]> {
  const count = rounds(100) < 100 ? 20_000 : 1_000_000;
  const { slug, caller } = await builder('Runs');
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>('select id from organization where slug = $1', [
      slug,
    ]);
    await seedRuns(client, rows[0]?.id ?? '', { runs: count, workflows: 100 });
  } finally {
    await client.end();
  }
  const filters = {
    all: {},
    'of a week': { from: new Date(Date.now() - week) },
    failed: { status: ['FAILED'] },
    'of a model': { model: 'measured-7' },
  };
  const figures: Figure[] = [];
  for (const [which, filter] of Object.entries(filters)) {
    for (const [what, field] of Object.entries(asked)) {
      const times: number[] = [];
      for (let round = -1; round < rounds(10); round += 1) {
        const took = await timed(() =>
          caller.ask(`query ($filter: RunFilter) { organization { ${field} } }`, { filter }),
        );
        if (round >= 0) times.push(took);
      }
      figures.push(timings(`${what}, ${which}, among ${count.toLocaleString('en')} runs`, times));
    }
  }
  return figures;
}

const asked = {
  'list of runs': 'runs(first: 25, filter: $filter) { nodes { id status requestedBy createdAt } }',
  'count of runs': 'runs(first: 1, filter: $filter) { totalCount }',
  'histogram of runs': 'runHistogram(filter: $filter, buckets: 60) { from byStatus { status count } }',
  'totals of runs':
    'runTotals(filter: $filter) { byStatus { status count } usage { calls inputTokens cost } }',
  'facets of runs': 'runFacets(filter: $filter) { models errorCodes requestedBy }',
};
