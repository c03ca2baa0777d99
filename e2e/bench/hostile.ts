import { type Figure, timed, timings } from './figure.ts';
import type { Ground } from './ground.ts';

const json = { 'content-type': 'application/json' };
const ask = (query: string): RequestInit => ({
  method: 'POST',
  headers: json,
  body: JSON.stringify({ query }),
});
const times = (count: number, write: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => write(index)).join(' ');

const deep =
  '{ organization { projects { nodes { ' +
  'members { nodes { member { projects { project { '.repeat(6) +
  'id ' +
  '} } } } } '.repeat(6) +
  '} } } }';

const hostile: Record<string, { search?: string; init: RequestInit }> = {
  '30 levels deep': { init: ask(deep) },
  '200 aliases': { init: ask(`{ ${times(200, (index) => `a${index}: viewer { id }`)} }`) },
  '10,000 tokens': { init: ask(`{ viewer { ${'id '.repeat(9_997)} } }`) },
  'a batched array': {
    init: {
      method: 'POST',
      headers: json,
      body: JSON.stringify(Array.from({ length: 50 }, () => ({ query: '{ viewer { id } }' }))),
    },
  },
  'a mutation by GET': {
    search: `?query=${encodeURIComponent('mutation { runSelfCheck { __typename } }')}`,
    init: { method: 'GET', headers: json },
  },
  'text/plain': {
    init: {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify({ query: '{ viewer { id } }' }),
    },
  },
};

/** What must be refused, and how soon it is, beside the cheapest question that is answered. */
export async function refusals({ apiUrl, demo, rounds }: Ground): Promise<Figure[]> {
  const count = rounds(200);
  const send = async (search: string, init: RequestInit) => {
    const response = await fetch(`${apiUrl}/graphql${search}`, {
      ...init,
      headers: { ...demo.headers, ...(init.headers as Record<string, string>) },
    });
    await response.text();
    return response.status;
  };
  const answered: number[] = [];
  for (let round = 0; round < count; round++)
    answered.push(await timed(() => send('', ask('{ viewer { id } }'))));
  const beside = { what: '{ viewer { id } }', value: timings('', answered).value };

  const figures: Figure[] = [];
  for (const [name, { search = '', init }] of Object.entries(hostile)) {
    const values: number[] = [];
    const statuses = new Set<number>();
    for (let round = 0; round < count; round++)
      values.push(await timed(async () => statuses.add(await send(search, init))));
    const strange = [...statuses].filter((status) => status < 400 || status > 499);
    if (strange.length > 0) throw new Error(`"${name}" was answered with ${strange.join(', ')}.`);
    figures.push(timings(`${name} -> ${[...statuses].join(', ')}`, values, beside));
  }
  return figures;
}
