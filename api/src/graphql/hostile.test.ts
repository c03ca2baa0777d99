import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registerLiveSecret } from '../credentials/known-secrets.ts';
import { Secret } from '../credentials/secret.ts';
import type { Answer, Client } from '../test/client.ts';
import { createWorld, globalId, type World } from '../test/world.ts';

/** Stands for a secret that somebody sent in the wrong place: no answer may repeat it. */
const canary = 'canary-5up3r-s3cr3t';

let world: World;
let admin: Client;
beforeAll(async () => {
  world = await createWorld();
  admin = world.as('admin');
});
afterAll(() => world.close());

const json = (path: string, body: unknown): Promise<Answer> =>
  admin.send(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

function expectRefusal(answer: Answer, message: RegExp, status = 400) {
  expect(answer.status, answer.text).toBe(status);
  expect(answer.errors[0]?.message).toMatch(message);
  expect(answer.data).toBeNull();
  expectNothingEchoed(answer);
}

function expectNothingEchoed({ text }: Answer) {
  expect(text).not.toContain(canary);
  expect(text).not.toMatch(/node_modules|\.ts:\d|stacktrace/);
}

const times = <T>(count: number, write: (index: number) => T) =>
  Array.from({ length: count }, (_, i) => write(i));

const tooDeep = `{ organization { projects { nodes { ${'members { nodes { member { projects { project { '.repeat(6)} id ${'} } } } } '.repeat(6)} } } } }`;

const documents: Record<
  string,
  { query: string; message: RegExp; variables?: object; operationName?: string }
> = {
  '30 levels deep': { query: tooDeep, message: /depth of \d+; at most 15/ },
  'a text with NUL in a variable': {
    query: 'query ($name: String!) { __type(name: $name) { name } }',
    variables: { name: `${canary}\0` },
    message: /\$name holds a character that cannot be stored/,
  },
  'half of a surrogate pair, written into the document': {
    query: '{ __type(name: "\\uD800") { name } }',
    message: /cannot be stored|Invalid Unicode/,
  },
  '200 aliases': {
    query: `{ ${times(200, (i) => `a${i}: viewer { id }`).join(' ')} }`,
    message: /200 aliases; at most 60/,
  },
  '10,000 tokens': { query: `{ viewer { ${'id '.repeat(9_997)} } }`, message: /more that 4000 tokens/ },
  'a list of lists of lists, a hundred of each': {
    query: `{ organization { projects(first: 100) { nodes { members(first: 100) { nodes { member { projects {
      project { members(first: 100) { nodes { role } } } } } } } } } } }`,
    message: /complexity of \d+; at most 20000/,
  },
  'the same, with its sizes in variables that have defaults': {
    query: `query ($all: Int = 100) { organization { projects(first: $all) { nodes { members(first: $all) { nodes {
      member { projects { project { members(first: $all) { nodes { role } } } } } } } } } } }`,
    message: /complexity of \d+; at most 20000/,
  },
  'the same, behind @include that a variable opens': {
    query: `query ($open: Boolean = true) { organization { projects(first: 100) @include(if: $open) { nodes {
      members(first: 100) { nodes { member { projects { project { members(first: 100) { nodes { role } } } } } } } } } } }`,
    message: /complexity of \d+; at most 20000/,
  },
  'more fields side by side than anybody reads': {
    query: `{ ...F ${times(9, (i) => `o${i}: organization { ...O }`).join(' ')} } fragment F on Query { organization { ...O } }
      fragment O on Organization { ${times(50, (i) => `x${i}: id`).join(' ')} }`,
    message: /breadth of \d+; at most 500/,
  },
  'fragments that spread themselves': {
    query: '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
    message: /Cannot spread fragment "A" within itself via "B"/,
  },
  'fragments that double at each of 300 steps': {
    query: `{ ...F0 } ${times(300, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`).join(' ')}
      fragment F300 on Query { viewer { id } }`,
    message: /(complexity|breadth) of .*; at most/,
  },
  'fields that double at each of 40 steps': {
    query: `query ($id: ID!) { node(id: $id) { ...P0 } } ${times(
      29,
      (i) =>
        `fragment P${i} on Project { members { nodes { a: member { projects { project { ...P${i + 1} } } } b: member { projects { project { ...P${i + 1} } } } } } }`,
    ).join(' ')} fragment P29 on Project { id }`,
    variables: { id: globalId('Project', '01a1f941-5e7d-71aa-8a6c-111111111111') },
    message: /depth of \d+; at most 15/,
  },
  'introspection that multiplies itself by aliases': {
    query: `{ __schema { ${times(7, (i) => `t${i}: types { ${times(7, (j) => `f${j}: fields { name }`).join(' ')} }`).join(' ')} } }`,
    message: /Introspection takes no aliases/,
  },
  'introspection in circles': {
    query: `{ __schema { types { ${'fields { type { '.repeat(4)} name ${'} } '.repeat(4)} } } }`,
    message: /Maximum introspection depth exceeded/,
  },
  'an unknown operationName': {
    query: 'query A { viewer { id } }',
    operationName: canary,
    message: /Name one operation of the document as "operationName"/,
  },
  'two operations and no name': {
    query: 'query A { viewer { id } } query B { viewer { id } }',
    message: /Name one operation of the document as "operationName"/,
  },
  'no operation at all': {
    query: 'fragment A on Query { viewer { id } }',
    message: /Fragment "A" is never used/,
  },
  'what is no GraphQL': { query: `{ viewer "${canary}" }`, message: /^Syntax Error: .*/ },
  'what is no GraphQL in a block': { query: `{ viewer """${canary}""" }`, message: /^Syntax Error: .*/ },
  'a key twice in an input': {
    query: `mutation { createProject(input: { name: "${canary}", name: "${canary}" }) { __typename } }`,
    message: /only one input field named "name"/,
  },
  'a variable declared twice': {
    query: 'query ($a: ID!, $a: ID!) { node(id: $a) { id } }',
    message: /only one variable named "\$a"/,
  },
  'a literal of the wrong type': {
    query: `{ organization { projects(first: "${canary}") { totalCount } } }`,
    message: /Int cannot represent non-integer value/,
  },
  'an instant that is none': {
    query: `mutation { createApiKey(input: { name: "a", scopes: [READ], expiresAt: "${canary}; ${canary}" }) { __typename } }`,
    message: /Write an instant as ISO 8601/,
  },
  'a value that is not of its enum': {
    query: `mutation { createApiKey(input: { name: "a", scopes: ["${canary}"] }) { __typename } }`,
    message: /Enum "ApiKeyScope" cannot represent non-enum value/,
  },
  'an object in place of a text': {
    query: `mutation ($input: CreateProjectInput!) { createProject(input: $input) { __typename } }`,
    variables: { input: { name: { [canary]: canary } } },
    message: /The variable \$input\.name is not valid: String cannot represent a non string value/,
  },
  'a variable that is a text in place of an object': {
    query: `mutation ($input: CreateProjectInput!) { createProject(input: $input) { __typename } }`,
    variables: { input: `${canary}; ${canary}` },
    message: /The variable \$input is not valid: Expected type "CreateProjectInput" to be an object/,
  },
  'a variable whose value its enum lacks': {
    query: `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { __typename } }`,
    variables: { input: { name: 'a', scopes: [canary] } },
    message: /The variable \$input\.scopes\.0 is not valid: The value does not exist in "ApiKeyScope" enum/,
  },
  'an instant in a variable that is none': {
    query: `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { __typename } }`,
    variables: { input: { name: 'a', scopes: ['READ'], expiresAt: canary } },
    message: /The variable \$input\.expiresAt is not valid: .*Write an instant as ISO 8601/,
  },
  'a variable that is missing': {
    query: 'query ($id: ID!) { node(id: $id) { id } }',
    variables: { other: canary },
    message: /The variable \$id is not valid: Expected non-nullable type "ID!" not to be null/,
  },
  'a number too large for its type': {
    query: 'query ($first: Int) { organization { projects(first: $first) { totalCount } } }',
    variables: { first: 99_999_999_999 },
    message: /The variable \$first is not valid: Int cannot represent non 32-bit signed integer value/,
  },
};

describe.each(['/graphql', '/graphql/stream'])('%s', (path) => {
  test.each(Object.entries(documents))('refuses %s', async (_name, { message, ...request }) => {
    expectRefusal(await json(path, request), message);
  });

  test('refuses a list of operations', async () => {
    const batch = times(50, () => ({ query: '{ viewer { id } }' }));
    expectRefusal(await json(path, batch), /batching disabled|Send one JSON object/);
  });

  test.each([
    ['text/plain', JSON.stringify({ query: '{ viewer { id } }' })],
    ['application/x-www-form-urlencoded', 'query=%7Bviewer%7Bid%7D%7D'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="query"\r\n\r\n{viewer{id}}\r\n--x--',
    ],
    ['application/graphql', '{ viewer { id } }'],
    ['text/html', '<p>'],
    ['nonsense', '{}'],
  ])('refuses a post of the type %s', async (type, body) => {
    const answer = await admin.send(path, { method: 'POST', headers: { 'content-type': type }, body });
    expectRefusal(answer, /Send JSON, with the content type application\/json/, 415);
  });

  test.each([
    ['that is not JSON', `{"query": ${canary}`, 400, /not valid JSON/],
    ['that is empty', '', 400, /not valid JSON/],
    [
      'that would reach into objects',
      `{"query": "{viewer{id}}", "__proto__": {"${canary}": 1}}`,
      400,
      /not valid JSON/,
    ],
    ['without a query', { variables: { canary } }, 400, /`query`|"query"|queries must be strings/],
    ['whose query is no text', { query: { canary } }, 400, /`query`|"query"|queries must be strings/],
    ['whose variables are a text', { query: '{ viewer { id } }', variables: canary }, 400, /variables/],
    [
      'of 9 MB',
      { query: '{ viewer { id } }', variables: { canary: canary.repeat(500_000) } },
      413,
      // A stream may have to bring an image.
      path === '/graphql' ? /larger than 6 MB/ : /larger than 8 MB/,
    ],
  ] as const)('refuses a body %s', async (_name, body, status, message) => {
    expectRefusal(await json(path, body), message, status);
  });

  test('refuses a body that says it is small and goes on', async () => {
    // Piece by piece: a sender that never lets go of the event loop would not hear that the server hung up.
    const endless = new ReadableStream({
      async pull(controller) {
        controller.enqueue(new TextEncoder().encode(`"${canary.repeat(10_000)}",`));
        await new Promise((resolve) => setImmediate(resolve));
      },
    });
    const answer = await admin
      .send(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: endless,
        duplex: 'half',
      })
      .catch((error: unknown) => error);
    // The server hangs up while the client still sends; some clients never get to read why.
    if (!(answer instanceof Error)) expect(answer).toMatchObject({ status: 413 });
    expect((await admin.ask('{ viewer { id } }')).status).toBe(200);
  });

  test('a hostile operation holds nobody up for long: the next caller is answered', async () => {
    const hostile = Object.values(documents).map((request) => json(path, request));
    expect((await admin.ask('{ viewer { id } }')).errors).toEqual([]);
    await Promise.all(hostile);
  });
});

test('a subscription sent to /graphql is told where it belongs', async () => {
  const answer = await admin.ask(
    'subscription ($id: ID!) { selfCheckEvents(selfCheckId: $id) { step { name } } }',
    {
      id: globalId('SelfCheck', '01a1f941-5e7d-71aa-8a6c-111111111111'),
    },
  );
  expectRefusal(answer, /Subscriptions are streamed: send them to \/graphql\/stream/);
});

const setup = {
  provider: 'openai-compatible',
  fields: [{ name: 'apiKey', value: canary }],
  providerModelId: 'x',
};

test.each([
  [
    'a test of a setup without a key of its own for the call',
    'subscription ($setup: ModelSetupInput!) { connectionTest(setup: $setup) { stage } }',
    { setup },
    /idempotencyKey/,
    400,
  ],
  [
    'a probe of a model that is no model',
    'subscription ($setup: ModelSetupInput!, $id: ID) { capabilityProbe(setup: $setup, modelId: $id, idempotencyKey: "k") { capability } }',
    { setup, id: globalId('Project', '01a1f941-5e7d-71aa-8a6c-111111111111') },
    /modelId|Model/,
    422,
  ],
  [
    'a trial whose image is a number',
    'subscription ($input: TryModelInput!) { tryModel(input: $input) { __typename } }',
    { input: { reference: 'x', prompt: canary, idempotencyKey: 'k', image: { data: 7, mediaType: canary } } },
    /\$input\.image\.data/,
    400,
  ],
  [
    'a trial with a key that is longer than any',
    'subscription ($input: TryModelInput!) { tryModel(input: $input) { __typename } }',
    { input: { reference: 'no-such', prompt: canary, idempotencyKey: 'k'.repeat(201) } },
    /At most 200 characters/,
    422,
  ],
  [
    'two paid calls in one operation',
    'subscription ($input: TryModelInput!) { a: tryModel(input: $input) { __typename } b: tryModel(input: $input) { __typename } }',
    { input: { reference: 'x', prompt: canary, idempotencyKey: 'k' } },
    /must select only one top level field/,
    400,
  ],
])('refuses %s, without an echo of what was sent', async (_name, query, variables, message, status) => {
  expectRefusal(await json('/graphql/stream', { query, variables }), message, status);
});

describe('/graphql by GET', () => {
  const headers = { 'apollo-require-preflight': 'true' };
  const get = (query: string, more = {}) =>
    admin.send(`/graphql?${new URLSearchParams({ query })}`, { headers: more });

  test('runs no mutation', async () => {
    const answer = await get('mutation { createProject(input: { name: "By GET" }) { __typename } }', headers);
    expectRefusal(answer, /GET requests only support query operations/, 405);
  });

  test('answers no page that could have sent it without asking the browser', async () => {
    expectRefusal(await get('{ viewer { id } }'), /Cross-Site Request Forgery/);
  });
});

test('an address that does not exist is not repeated', async () => {
  for (const path of [`/graphql/stream?query=${canary}`, `/${canary}`]) {
    const answer = await admin.send(path);
    expectNothingEchoed(answer);
    expectRefusal(answer, /There is nothing here/, 404);
  }
});

test('introspection as tools ask for it is answered', async () => {
  const { getIntrospectionQuery } = await import('graphql');
  const answer = await admin.ask(getIntrospectionQuery());
  expect(answer.errors).toEqual([]);
});

describe('ids', () => {
  const project = '01a1f941-5e7d-71aa-8a6c-111111111111';
  test.each([
    ['that are not base64', 'no id!'],
    ['that hold no type', Buffer.from(project).toString('base64')],
    ['that hold no uuid', Buffer.from('Project:17').toString('base64')],
    ['that hold SQL', Buffer.from(`Project:' or '1'='1`).toString('base64')],
    ['that hold a canary', Buffer.from(`Project:${canary}`).toString('base64')],
    ['of a type that does not exist', globalId('Nothing', project)],
    ['of a type that is no node', globalId('Person', project)],
    ['that are empty', ''],
    ['that are far too long', 'QQ'.repeat(5_000)],
  ])('%s are refused by node', async (_name, id) => {
    const answer = await admin.ask('query ($id: ID!) { node(id: $id) { id } }', { id });
    expect(answer.errors[0], answer.text).toMatchObject({
      message: '"id" is not an id of Patchbay.',
      extensions: { code: 'INVALID_INPUT', status: 422, path: ['id'] },
    });
    expectNothingEchoed(answer);
  });

  const documents = [
    'mutation ($id: ID!) { archiveProject(input: { projectId: $id, archived: true }) { __typename } }',
    'mutation ($id: ID!) { createApiKey(input: { name: "a", scopes: [READ], project: { projectId: $id, role: VIEWER } }) { __typename } }',
  ];
  test.each(documents)('that are wrong are named by their field: %s', async (document) => {
    const member = await admin.ask(document, { id: globalId('Member', project) });
    expectRefusal(member, /projectId" takes the id of a Project, and this is the id of a Member/, 422);
    expectRefusal(await admin.ask(document, { id: canary }), /projectId" is not an id of Patchbay/, 422);
  });

  test('that are written into the operation are looked at as well', async () => {
    expectRefusal(
      await admin.ask(`{ nodes(ids: ["${globalId('Project', project)}", "x"]) { id } }`),
      /"ids\.1" is not an id/,
      422,
    );
  });

  test('that are wrong are refused by a subscription too', async () => {
    const stream = await admin.follow(
      'subscription ($id: ID!) { selfCheckEvents(selfCheckId: $id) { step { name } } }',
      {
        id: globalId('Project', project),
      },
    );
    expect(stream.refusal?.errors[0]).toMatchObject({
      message: '"selfCheckId" takes the id of a SelfCheck, and this is the id of a Project.',
      extensions: { code: 'INVALID_INPUT', status: 422, path: ['selfCheckId'] },
    });
  });
});

describe('pages', () => {
  const list =
    'query ($first: Int, $last: Int, $after: String, $before: String) { organization { projects(first: $first, last: $last, after: $after, before: $before) { totalCount } } }';
  test.each([
    ['first', { first: 0 }],
    ['first', { first: 101 }],
    ['first', { first: -1 }],
    ['last', { last: 0 }],
    ['last', { last: 101 }],
    ['last', { first: 1, last: 1 }],
    ['after', { after: canary }],
    ['after', { after: `' or '1'='1` }],
    ['before', { before: '' }],
    ['before', { before: '0x01a1f941' }],
  ])('a wrong "%s" is named: %j', async (field, variables) => {
    const answer = await admin.ask(list, variables);
    expect(answer.errors[0], answer.text).toMatchObject({
      message: expect.stringContaining(`"${field}"`),
      extensions: { code: 'INVALID_INPUT', status: 422, path: [field] },
    });
    expectNothingEchoed(answer);
  });
});

test('what goes wrong unexpectedly is told to nobody, and logged without secrets', async () => {
  await world.orm.em.fork().execute('alter table audit_event rename to audit_event_away');
  const release = registerLiveSecret(new Secret('audit_event'));
  try {
    const answer = await admin.ask('{ organization { auditEvents { nodes { id } } } }');
    expect(answer.errors[0]).toMatchObject({
      message: 'Something went wrong on our side. The operator finds the details in the log.',
      extensions: { code: 'INTERNAL', status: 500 },
    });
    expect(answer.text).not.toMatch(/audit_event|select|relation/);
    expectNothingEchoed(answer);
    const logged = world.log.filter((line) => line.includes('an operation failed unexpectedly'));
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain('[secret removed]');
    expect(logged[0]).not.toContain('audit_event');
  } finally {
    release();
    await world.orm.em.fork().execute('alter table audit_event_away rename to audit_event');
  }
});
