// The application's own checks are switched off here: an actor of theirs claims every right there is, over what is ours.
import { execute, parse, subscribe } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { createContext } from '../context.ts';
import { acrossOrganizations, inOrganization } from '../orm.ts';
import { schema } from '../schema.ts';
import { operationsOf } from './access-matrix.ts';
import { arrangements } from './arrangements.ts';
import { createWorld, type World } from './world.ts';

const { operations } = operationsOf(schema);
const arranged = operations.flatMap((operation) => {
  const arrangement = arrangements[operation.coordinate];
  return arrangement ? [{ ...operation, arrangement }] : [];
});

type Table = { name: string; column: string };

let world: World;
let tables: Table[];

beforeAll(async () => {
  world = await createWorld();
  tables = await world.orm.em.fork().execute<Table[]>(
    `select c.relname as name, a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and not c.relispartition
       and (a.attname = 'organization_id' or (c.relname = 'organization' and a.attname = 'id')) order by 1`,
  );
  for (const { arrangement } of arranged) await arrangement.arrange(world);
});
afterAll(() => world.close());

/** As the owner of the database sees it: what is ours, by table, in one value for each. */
async function ours(): Promise<Record<string, string>> {
  const { id } = world.ours.organization;
  const each = tables.map(
    ({ name, column }) =>
      `select '${name}' as name, count(*) || ' rows, ' || md5(coalesce(string_agg(t::text, ';' order by t::text), ''))
         as state from ${name} t where ${column} = '${id}'`,
  );
  const rows = await world.orm.em.fork().execute<{ name: string; state: string }[]>(each.join(' union all '));
  return Object.fromEntries(rows.map(({ name, state }) => [name, state]));
}

describe('a claim of every right changes nothing that is ours, and shows nothing of it', () => {
  test.each(arranged)('$coordinate', async ({ document, kind, arrangement }) => {
    const variables = await arrangement.arrange(world);
    const before = await ours();
    const answer = await run(kind, document, variables);
    expect(JSON.stringify(answer)).not.toContain('Ours');
    expect(await ours()).toEqual(before);
  });

  async function run(kind: string, document: string, variableValues: Readonly<Record<string, unknown>>) {
    const { theirs, ours } = world;
    const actor: Actor = { ...theirs.actor, projectRoles: { [ours.project.id]: 'ADMIN' } };
    const person = { userId: actor.id, name: actor.name, email: theirs.admin.email, sessionId: actor.id };
    const caller = { signedIn: true, person, actor, organization: actor.organizationSlug };
    const signal = AbortSignal.timeout(10_000);
    const contextValue = createContext(world.services, caller, { lastEventId: null, signal });
    const args = { schema, document: parse(document), variableValues, contextValue };
    if (kind !== 'subscription') return execute(args);
    // A refusal may be thrown here: it is an answer as well.
    const events = await subscribe(args).catch(String);
    if (typeof events === 'string' || 'errors' in events) return events;
    const results: unknown[] = [];
    for await (const event of events as AsyncIterable<unknown>) results.push(event);
    return results;
  }
});

describe('every table of an organisation', () => {
  /** How many of our rows a statement of theirs reaches, or why it is refused. */
  const reach = (sql: string) =>
    inOrganization(world.orm, world.theirs.organization.id, async (em) => {
      const counted = `with reached as (${sql} returning 1) select count(*)::int as count from reached`;
      const [row] = await em.execute<{ count: number }[]>(counted, [world.ours.organization.id]);
      return row?.count;
    }).catch(String);

  test('is filled and kept by the operations above, or at least guarded as below', async () => {
    const filled = Object.values(await ours()).filter((state) => !state.startsWith('0 rows'));
    expect(tables.length).toBeGreaterThan(8);
    expect(filled.length).toBeGreaterThan(5);
  });

  test('shows none of our rows to another organisation, nor to none', async () => {
    for (const { name, column } of tables) {
      const sql = `select count(*)::int as count from ${name} where ${column} = ?`;
      const asked = [world.ours.organization.id];
      const theirs = await inOrganization(world.orm, world.theirs.organization.id, (em) =>
        em.execute(sql, asked),
      );
      const nobodys = await acrossOrganizations(world.orm, (em) => em.execute(sql, asked));
      expect({ name, theirs, nobodys }).toEqual({ name, theirs: [{ count: 0 }], nobodys: [{ count: 0 }] });
    }
  });

  test('lets another organisation neither change nor remove our rows, nor add to them', async () => {
    const before = await ours();
    for (const { name, column } of tables) {
      const changed = await reach(`update ${name} set ${column} = ${column} where ${column} = ?`);
      const removed = await reach(`delete from ${name} where ${column} = ?`);
      for (const outcome of [changed, removed])
        expect(String(outcome), name).toMatch(/^0$|permission denied for table/);
      expect(await reach(`insert into ${name} (${column}) values (?)`), name).toMatch(
        /row-level security|permission denied for table/,
      );
    }
    expect(await ours()).toEqual(before);
  });

  test('has one policy for the application, and it names the organisation both for reading and for writing', async () => {
    const policies = await world.orm.em.fork().execute<{ name: string; qual: string; check: string }[]>(
      `select tablename as name, qual, with_check as check from pg_policies
       where schemaname = 'public' and roles && array['patchbay_app', 'public']::name[] order by 1`,
    );
    expect(policies.map(({ name }) => name)).toEqual(tables.map(({ name }) => name));
    for (const { name, qual, check } of policies) {
      expect(check, name).toBe(qual);
      expect(qual, name).toMatch(/^\((organization_id|id) = .*current_setting\('patchbay.organization_id'/);
    }
  });
});
