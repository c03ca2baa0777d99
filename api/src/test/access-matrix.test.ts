import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schema } from '../schema.ts';
import {
  expectedOutcome,
  missingArrangement,
  missingRule,
  type Operation,
  operationsOf,
  outcomeOf,
} from './access-matrix.ts';
import { arrangements } from './arrangements.ts';
import type { Answer, Client, Variables } from './client.ts';
import { apartFromIds, withUnknownIds } from './ids.ts';
import { roleNames, roles } from './roles.ts';
import { createWorld, type World } from './world.ts';

const { operations, withoutRule } = operationsOf(schema);
const arranged = operations.flatMap((operation) => {
  const arrangement = arrangements[operation.coordinate];
  return arrangement ? [{ ...operation, operation, arrangement }] : [];
});

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

test('every operation states who may use it', () => {
  expect(withoutRule.map(missingRule)).toEqual([]);
});

test('every operation is tried', () => {
  const untried = operations.filter(({ coordinate }) => !arrangements[coordinate]);
  expect(untried.map(({ coordinate }) => missingArrangement(coordinate))).toEqual([]);
  const known = new Set(operations.map(({ coordinate }) => coordinate));
  expect(
    Object.keys(arrangements).filter((coordinate) => !known.has(coordinate)),
    'arrangements of operations that no longer exist',
  ).toEqual([]);
});

describe.each(arranged)('$coordinate', ({ operation, arrangement }) => {
  const cells = roleNames.map((role) => ({
    role,
    outcome: expectedOutcome(operation, arrangement, role, roles[role]),
  }));

  let shared: Variables | Promise<Variables> | undefined;
  /** Who only looks, or is refused, leaves things as they were arranged: others can be answered on the same. */
  const arrangedOnce = () => (shared ??= arrangement.arrange(world));

  test.each(cells)('answers $outcome to $role', async ({ role, outcome }) => {
    const changes = operation.kind !== 'query' && outcome === 'OK';
    const variables = await (changes ? arrangement.arrange(world) : arrangedOnce());
    const answer = await run(operation, world.as(role), variables);
    expect(outcomeOf(answer), answer.text).toBe(outcome);
  });

  test('answers an admin of another organisation, and their key, as if what is ours did not exist', async () => {
    const variables = await arrangedOnce();
    const unknown = withUnknownIds(variables);
    for (const client of [world.stranger, world.strangerKey]) {
      const answer = await run(operation, client, variables);
      expect(answer.text).not.toContain('Ours');
      if (!unknown) continue;
      expect(outcomeOf(answer), answer.text).not.toBe('OK');
      expect(apartFromIds(answer.text)).toBe(apartFromIds((await run(operation, client, unknown)).text));
    }
  });

  test('answers who names our organisation without belonging to it as if there were none', async () => {
    const { slug } = world.ours.organization;
    for (const client of [world.stranger, world.strangerKey]) {
      const named = client.with({ 'patchbay-organization': slug });
      const nameless = client.with({ 'patchbay-organization': 'nowhere' });
      const answer = await run(operation, named, await arrangedOnce());
      const same = await run(operation, nameless, await arrangedOnce());
      expect(answer.text).not.toContain('Ours');
      expect(outcomeOf(answer)).toBe(outcomeOf(same));
      if (outcomeOf(answer) !== 'OK') expect(answer.text).toBe(same.text.replaceAll('nowhere', slug));
    }
  });
});

test('a list of ids answers an admin of another organisation with nothing, for every type of node', async () => {
  const ids: unknown[] = [];
  for (const { coordinate, arrangement } of arranged)
    if (coordinate.startsWith('node(')) ids.push((await arrangement.arrange(world)).id);
  const document = '{ nodes(ids: $ids) { id } }';
  const variables = { ids };
  const ask = (client: Client, given: Variables | null) =>
    client.ask(`query ($ids: [ID!]!) ${document}`, given ?? {});

  expect((await ask(world.as('admin'), variables)).errors).toEqual([]);
  for (const client of [world.stranger, world.strangerKey]) {
    const answer = await ask(client, variables);
    expect(apartFromIds(answer.text)).toBe(apartFromIds((await ask(client, withUnknownIds(variables))).text));
    expect(answer.data?.nodes ?? []).not.toContainEqual(expect.objectContaining({ id: expect.any(String) }));
  }
});

/** A subscription is read to its end; the answer is its last event, or the refusal. */
async function run({ kind, document }: Operation, client: Client, variables: Variables): Promise<Answer> {
  if (kind !== 'subscription') return client.ask(document, variables);
  const stream = await client.follow(document, variables);
  if (stream.refusal) return stream.refusal;
  const events = await stream.toEnd();
  const text = events.map(({ data }) => data).join('\n');
  const results = events
    .filter(({ event }) => event === 'next')
    .map(({ data }) => JSON.parse(data) as Pick<Answer, 'data' | 'errors'>);
  return {
    status: stream.response.status,
    headers: stream.response.headers,
    text,
    data: results.at(-1)?.data ?? null,
    errors: results.flatMap(({ errors = [] }) => errors),
  };
}
