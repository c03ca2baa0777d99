import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { createBuilder } from '../stack/builder.ts';
import { type OwnSandbox, startOwnSandbox } from '../stack/own-sandbox.ts';
import { databaseUrlOf } from '../stack/parts.ts';
import { createGround } from './ground.ts';
import { findLateChanges, gather, playRound } from './round.ts';
import { formsOf, searchEverywhere } from './search-everywhere.ts';
import { judge } from './verdict.ts';
import { watch } from './watch.ts';

const seed = 20_261_120;
/** With a + and a /, so that its spellings differ. */
const canary = `canary+/${randomUUID()}`;

let keyed: OwnSandbox;
let ground: Awaited<ReturnType<typeof createGround>>;

before(async () => {
  keyed = await startOwnSandbox({ key: canary });
  ground = await createGround(seed, { EGRESS_ALLOW: keyed.address, LOG_LEVEL: 'debug' });
});
after(async () => {
  await ground?.close();
  await keyed?.close();
});

test('a secret is found nowhere, whether its calls are answered or refused by a provider that repeats it', async () => {
  const refused = `${canary}-refused`;
  const heard: string[] = [];
  const person = ground.person.heardBy((text) => heard.push(text));
  const good = await createBuilder(person, 'Canary answered');
  const bad = await createBuilder(person, 'Canary refused');
  const never = new AbortController().signal;
  for (const [builder, key, end] of [
    [good, canary, 'SUCCEEDED'],
    [bad, refused, 'FAILED'],
  ] as const) {
    await builder.addModel(keyed.url, 'sandbox-delay-0', key);
    const id = await builder.start(await builder.createChain(['sandbox-delay-0']), 'a visible text');
    assert.equal((await watch(builder.caller, id, never))?.status, end);
    assert.equal(await builder.testModel(keyed.url, 'sandbox-delay-0', key), end === 'SUCCEEDED');
    await builder.caller.ask(everything, { id });
  }
  const given = new Set(keyed.calls.map(({ authorization, status }) => `${status} ${authorization}`));
  assert.deepEqual([...given], [`200 Bearer ${canary}`, `401 Bearer ${refused}`], 'the calls carried them');

  // The search is no use unless it finds what is there.
  const places = await searchEverywhere(ground.stack, 'a visible text');
  assert.ok(places.includes('database: public.run'), places.join(', '));
  assert.ok(
    places.some((place) => place.startsWith('files: postgres/')),
    places.join(', '),
  );
  assert.ok(
    heard.some((text) => text.includes('a visible text')),
    'what was heard holds the text',
  );
  assert.deepEqual(await searchEverywhere(ground.stack, canary), []);
  const told = heard.filter((text) => formsOf(canary).some((form) => text.includes(form)));
  assert.deepEqual(told, []);
});

const everything = `query ($id: ID!) {
  run(id: $id) { status input output error { code message fix }
    steps { path status output error { code message fix } attempts { outcome error { code message fix } } } }
  models(first: 100) { nodes { displayName reference fields { name value mask } } }
  organization { auditEvents(first: 100) { nodes { action subjectName details } } }
}`;

let round: Awaited<ReturnType<typeof playRound>>;

test('runs keep their promises while every part but the web is killed under them, and Restate loses its data', async () => {
  round = await playRound(ground, {
    seed,
    seconds: 5,
    people: 8,
    kinds: ['worker killed', 'api killed', 'restate killed', 'postgres killed', 'restate erased'],
    pauseMs: [500, 1_500],
  });
  const { asked, evidence } = round;
  assert.deepEqual(judge(evidence), [], ground.said());
  assert.deepEqual(await findLateChanges(asked, evidence), []);
  assert.ok(evidence.disturbances.length >= 5, 'each part was killed');
  assert.ok(evidence.runs.length >= 8, 'runs were at work meanwhile');
});

test('what is planted in that very round is found: a double call, a lost run, a second writer', async () => {
  const { asked, evidence } = round;
  const [doubled, lost, written] = asked.filter(({ cancelledAt }) => cancelledAt === null);
  assert.ok(doubled && lost && written, 'three runs to plant something in');

  const before = ground.calls.find(
    ({ body, outcome }) => body.includes(doubled.mark) && outcome === 'answered',
  );
  assert.ok(before);
  await fetch(`${ground.sandboxUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer planted' },
    body: before.body,
  }).then((response) => response.text());
  lost.acknowledged = [Buffer.from(`Run:${randomUUID()}`).toString('base64')];
  await withOwner(
    `insert into attempt select (jsonb_populate_record(attempt, jsonb_build_object(
    'id', gen_random_uuid(), 'position', position + 1))).* from attempt where outcome = 'answered' and run_id in
    (select id from run where input->>'text' = $1)`,
    [written.mark],
  );

  const faults = judge(await gather(ground.calls, seed, asked, evidence.disturbances)).join('\n');
  assert.match(faults, new RegExp(`${doubled.mark}: step \\d was called again with nothing to excuse it`));
  assert.match(faults, new RegExp(`${doubled.mark}: step \\d was called after it was recorded as done`));
  assert.match(faults, new RegExp(`${lost.mark}: was acknowledged and lost: it is not to be found`));
  assert.match(
    faults,
    new RegExp(`${written.mark}: step \\d has 2 answers on its receipt: two have written it`),
  );
});

async function withOwner(statement: string, values: unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrlOf(ground.stack) });
  await client.connect();
  await client.query(statement, values);
  await client.end();
}
