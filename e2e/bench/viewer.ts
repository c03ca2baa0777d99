import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import autocannon from 'autocannon';
import type { Headers } from '../stack/caller.ts';
import type { Figure } from './figure.ts';
import type { Ground } from './ground.ts';
import { median } from './statistics.ts';

const body = JSON.stringify({ query: '{ viewer { id } }' });

/** The cheapest question, by session and by key, directly and through the web, beside a bare route. */
export async function viewer({ stack, apiUrl, demo, rounds }: Ground): Promise<Figure[]> {
  const { secret } = await demo.change<{ secret: string }>(
    'createApiKey',
    { name: 'Measured', scopes: ['READ'] },
    'secret',
  );
  const session = demo.headers;
  const key = { authorization: `Bearer ${secret}` };
  const bare = fork(join(import.meta.dirname, 'bare-server.ts'));
  try {
    const [bareUrl] = (await once(bare, 'message')) as [string];
    const places = [
      { name: 'bare', url: bareUrl, headers: {} },
      { name: 'with a session, api', url: apiUrl, headers: session },
      { name: 'with an API key, api', url: apiUrl, headers: key },
      { name: "with a session, through the web's origin", url: stack.url, headers: session },
    ];
    const rates = new Map<string, number[]>();
    // In turn, so that a machine that slows down slows all of them.
    for (let round = 0; round < Math.min(rounds(10), 3); round++)
      for (const { name, url, headers } of places)
        rates.set(name, [...(rates.get(name) ?? []), await requestsPerSecond(url, headers)]);
    const reference = median(rates.get('bare') ?? []);
    return places.slice(1).map(({ name }) => ({
      name: `{ viewer { id } } ${name}`,
      unit: '/s',
      value: median(rates.get(name) ?? []),
      beside: { what: 'bare Fastify route', value: reference },
    }));
  } finally {
    bare.kill();
  }
}

async function requestsPerSecond(url: string, headers: Headers): Promise<number> {
  const shoot = (duration: number) =>
    autocannon({
      url: `${url}/graphql`,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      connections: 20,
      duration,
    });
  await shoot(1);
  const result = await shoot(3);
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url} failed ${result.non2xx + result.errors} of ${result.requests.total} requests.`);
  return result.requests.average;
}
