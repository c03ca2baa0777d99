import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createBuilder } from '../stack/builder.ts';
import { type OwnSandbox, startOwnSandbox } from '../stack/own-sandbox.ts';
import { createGround } from './ground.ts';
import { playRound } from './round.ts';
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

test('runs keep their promises while every part but the web is killed under them', async () => {
  const evidence = await playRound(ground, {
    seed,
    seconds: 5,
    people: 8,
    kinds: ['worker killed', 'api killed', 'restate killed', 'postgres killed'],
    pauseMs: [500, 1_500],
  });
  assert.deepEqual(judge(evidence), [], ground.said());
  assert.ok(evidence.disturbances.length >= 4, 'each part was killed');
  assert.ok(evidence.runs.length >= 8, 'runs were at work meanwhile');
});
