// Secrets of the kinds that people have, given to a provider that gives them back in every way it can, through every
// verb that calls one. Then they are looked for everywhere: over real HTTP, PostgreSQL, Restate and a worker.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scrubbed, withheld } from '../credentials/scrub.ts';
import { runService } from '../runs/run-service-name.ts';
import { chainOf } from './chain-of.ts';
import { createDurableGround, type TestWorker } from './durable-ground.ts';
import { echoes, type HostileProvider, startHostileProvider } from './hostile-provider.ts';
import { createWorld, type World } from './world.ts';

const unique = () => uuid().slice(-12);
const canaries = {
  plain: `sk-Canary-${unique()}`,
  'with signs': `sk"Canary\\n+/<&>'%41${unique()}`,
  // Under eight characters.
  short: `Z${unique().slice(-5)}#`,
};

let ground: Awaited<ReturnType<typeof createDurableGround>>;
let world: World;
let worker: TestWorker;
let provider: HostileProvider;
beforeAll(async () => {
  provider = await startHostileProvider();
  const workerEnv: NodeJS.ProcessEnv = { EGRESS_ALLOW: provider.address };
  ground = await createDurableGround('', workerEnv);
  world = await createWorld({
    RESTATE_INGRESS_URL: ground.restate.ingressUrl,
    RESTATE_ADMIN_URL: ground.restate.adminUrl,
    KEY_RING_FILE: ground.keyRingFile,
    EGRESS_ALLOW: provider.address,
    LOG_LEVEL: 'debug',
  });
  workerEnv.DATABASE_URL = world.databaseUrl;
  worker = await ground.startWorker();
});
afterAll(async () => {
  await worker?.kill();
  await world?.close();
  await ground?.close();
  provider?.close();
});

/** Every answer and every event, as it came. */
const heard: string[] = [];

async function ask<Data>(query: string, variables: object = {}): Promise<Data> {
  const { data, text } = await world.as('admin').ask(query, { ...variables });
  heard.push(text);
  if (!data) throw new Error(text);
  return data as Data;
}

async function change<Payload>(verb: string, input: object, fields: string): Promise<Payload> {
  const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}`;
  const query = `mutation ($input: ${type}Input!) { answer: ${verb}(input: $input) {
    kind: __typename ... on Error { message } ... on ${type}Payload { ${fields} } } }`;
  const { answer } = await ask<{ answer: Payload & { kind: string } }>(query, { input });
  expect(answer.kind, JSON.stringify(answer)).toBe(`${type}Payload`);
  return answer;
}

async function listen(query: string, variables: object): Promise<void> {
  const stream = await world.as('admin').follow(query, { ...variables });
  expect(stream.refusal?.text).toBeUndefined();
  heard.push(...(await stream.toEnd()).map(({ data }) => data));
}

const error = 'error { code message fix }';
const liveTest = `subscription ($setup: ModelSetupInput!, $key: String!) {
  connectionTest(setup: $setup, idempotencyKey: $key) { stage detail test { passed message cause fix } } }`;
const probe = `subscription ($setup: ModelSetupInput!, $key: String!, $modelId: ID) {
  capabilityProbe(setup: $setup, idempotencyKey: $key, modelId: $modelId) {
    capability evidence { verdict evidence providerText } } }`;
const tryOut = `subscription ($input: TryModelInput!) { tryModel(input: $input) { __typename
  ... on TrialTextAdded { text } ... on TrialReasoningAdded { text } ... on TrialToolCalled { name arguments }
  ... on TrialEnded { object finishReason ${error} attempt { outcome ${error} } } } }`;
const events = `subscription ($id: ID!) { runEvents(runId: $id) { __typename
  ... on RunChanged { run { status output ${error} } } ... on RunStepChanged { step { status output ${error} } }
  ... on RunTextAdded { text } } }`;
const wholeRun = `query ($id: ID!) { run(id: $id) { status output ${error}
  steps { path status output ${error} attempts { outcome ${error} } } } }`;
const wholeModel = `query ($id: ID!) { node(id: $id) { ... on Model { displayName reference fields { name value mask }
  lastTest { message cause fix } evidence { evidence providerText } tests(first: 5) { nodes { message cause fix } }
  changes(first: 5) { nodes { by fields { field from to } } } } } }`;
const audit = '{ organization { auditEvents(first: 100) { nodes { action subjectName details } } } }';

/** All that can be done with a key and a model; gives what its run answered. */
async function useEverywhere(key: string, providerModelId: string, slug: string): Promise<unknown> {
  const fields = [
    { name: 'baseUrl', value: `${provider.url}/v1` },
    { name: 'apiKey', value: key },
  ];
  const setup = { provider: 'openai-compatible', fields, providerModelId };
  await change('testModelConnection', { setup }, 'test { passed message cause fix }');
  await listen(liveTest, { setup, key: uuid() });
  const { model } = await change<{ model: { id: string } }>(
    'addCustomModel',
    { setup, displayName: slug, slug, untested: true },
    'model { id }',
  );
  await listen(probe, { setup, key: uuid(), modelId: model.id });
  await listen(tryOut, { input: { reference: slug, prompt: 'a visible text', idempotencyKey: uuid() } });
  const run = await startRun(slug);
  await listen(events, { id: run });
  await change(
    'updateCustomModel',
    { modelId: model.id, setup: { ...setup, maxTokens: 99 } },
    'model { id }',
  );
  await ask(wholeModel, { id: model.id });
  return (await ask<{ run: { output: unknown } }>(wholeRun, { id: run })).run.output;
}

async function startRun(slug: string): Promise<string> {
  const { project } = await change<{ project: { id: string } }>(
    'createProject',
    { name: slug },
    'project { id }',
  );
  const { workflow } = await change<{ workflow: { id: string; draft: { revision: number } } }>(
    'createWorkflow',
    { projectId: project.id, name: slug, graph: chainOf([slug]) },
    'workflow { id draft { revision } }',
  );
  const { run } = await change<{ run: { id: string } }>(
    'startRun',
    {
      workflowId: workflow.id,
      draftRevision: workflow.draft.revision,
      input: { text: 'a visible text' },
      idempotencyKey: uuid(),
    },
    'run { id }',
  );
  return run.id;
}

/** What there is to search, by the name of its place. */
async function everyPlace(): Promise<[place: string, text: string][]> {
  const places: [string, string][] = [
    ['answers', heard.join('\n')],
    ['log of the api', world.log.join('\n')],
    ['log of the worker', worker.log()],
  ];
  const sql = world.orm.em.fork();
  const tables = await sql.execute<{ name: string }[]>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  for (const { name } of tables) {
    const rows = await sql.execute<{ row: string }[]>(`select t::text as row from ${name} t`);
    places.push([name, rows.map(({ row }) => row).join('\n')]);
  }
  // Its files may be packed, so it is asked as well.
  const told = await askRestate(
    `select table_name from information_schema.tables where table_schema = 'public'`,
  );
  const { rows } = JSON.parse(told) as { rows: { table_name: string }[] };
  for (const { table_name: table } of rows)
    places.push([`restate: ${table}`, await askRestate(`select * from ${table}`)]);
  const restate = join(dirname(ground.keyRingFile), 'restate');
  for (const entry of await readdir(restate, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    // A running server removes some of its files.
    places.push([`restate: ${entry.name}`, await readFile(file, 'latin1').catch(() => '')]);
  }
  return places;
}

async function askRestate(query: string): Promise<string> {
  const response = await fetch(`${ground.restate.adminUrl}/query`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`Restate does not answer "${query}": ${text}`);
  return text;
}

async function placesOf(wanted: string): Promise<string[]> {
  const found = (await everyPlace()).filter(([, text]) =>
    spellingsOf(wanted).some((form) => text.includes(form)),
  );
  return found.map(([place]) => place);
}

/** Apart from the scrubber's own list: what is planted by it must not be looked for by it. */
function spellingsOf(key: string): string[] {
  const once = JSON.stringify(key).slice(1, -1);
  const bytes = Buffer.from(key);
  const inner = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before, 'x'), bytes])
      .toString('base64')
      .replaceAll('=', '');
    return text.slice(Math.ceil((before * 4) / 3), -1);
  });
  return [
    key,
    key.toUpperCase(),
    key.toLowerCase(),
    once,
    JSON.stringify(once).slice(1, -1),
    [...key].map((letter) => `u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('\\'),
    encodeURIComponent(key),
    bytes.toString('hex').replace(/../g, '%$&'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...inner,
    ...inner.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ];
}

test('a provider that repeats its key in any spelling and place leaves it nowhere', async () => {
  const ways = Object.keys(echoes);
  for (const [kind, key] of Object.entries(canaries)) {
    const name = kind.replace(' ', '-');
    await Promise.all(ways.map((way) => useEverywhere(key, way, `${name}-${way}`)));
  }
  await ask(audit);
  for (const way of ways)
    for (const key of Object.values(canaries)) expect([...provider.heard]).toContain(`${way} ${key}`);

  // The search is no use unless it finds what is there.
  expect(await placesOf('a visible text')).toEqual(expect.arrayContaining(['public.run', 'answers']));
  expect(await placesOf(runService)).toEqual(expect.arrayContaining([expect.stringMatching(/^restate: /)]));
  const answers = heard.join('\n');
  expect([scrubbed, withheld].filter((words) => !answers.includes(words))).toEqual([]);
  expect(
    Object.fromEntries(
      await Promise.all(Object.entries(canaries).map(async ([kind, key]) => [kind, await placesOf(key)])),
    ),
  ).toEqual({
    plain: [],
    'with signs': [],
    short: [],
  });
}, 240_000);

test('what a model itself answers is never altered, also where it says its key; no log has it', async () => {
  const said = `sk-Canary-said-${unique()}`;
  const before = heard.length;
  expect(await useEverywhere(said, 'says-it', 'says-it')).toEqual({ answer: `You gave me ${said}.` });
  expect(heard.slice(before).some((text) => text.includes(`You gave me ${said}.`))).toBe(true);
  const places = await placesOf(said);
  expect(places).toEqual(expect.arrayContaining(['answers', 'public.run', 'public.step_run']));
  // Neither what is told of it elsewhere: tests, evidence, receipts, audit.
  expect(places.filter((place) => /log|test|evidence|attempt|audit|credential|^restate/.test(place))).toEqual(
    [],
  );
}, 120_000);
