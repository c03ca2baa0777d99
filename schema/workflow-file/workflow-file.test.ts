import { describe, expect, test } from 'vitest';
import { kindOf } from '../nodes/index.ts';
import { randomGraph, seeded } from '../test/random-graph.ts';
import { graphOf, helloGraph, inputStep, outputStep, promptStep } from '../test/small-graph.ts';
import { parseWorkflow } from '../parse-workflow.ts';
import { emptyGraph, type WorkflowGraph } from '../workflow-graph.ts';
import { readWorkflowFile } from './read-workflow-file.ts';
import { secretIn } from './secret-like.ts';
import { namesIn, renameBindings, standIn, type WorkflowFile } from './workflow-file.ts';
import { writeWorkflowFile } from './write-workflow-file.ts';

const http = (data: object) => ({
  id: 'call',
  key: 'call',
  name: 'Call',
  kind: 'http' as const,
  position: { x: 0, y: 0 },
  data: kindOf('http').data.parse({ url: 'https://api.example.com/orders', ...data }),
});

/** One step with a tool, one with a connection. */
const bound = graphOf(
  [
    inputStep(),
    promptStep('ask', { tools: [standIn('tool', 0)] }),
    http({ connection: standIn('connection', 0) }),
    outputStep('{{ ask.text }}'),
  ],
  'input > ask',
  'ask > call',
  'call > output',
);

const renamed = (graph: WorkflowGraph, rename: Parameters<typeof renameBindings>[1]) =>
  renameBindings(graph, rename) as WorkflowGraph;

const asWritten = (graph: WorkflowGraph) =>
  renamed(graph, (what) => (what === 'tool' ? 'find_order' : 'Orders'));

const entries = (name: string, count: number, value: unknown) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}_${index}`, value]));

const whole = (graph = asWritten(bound)): WorkflowFile => ({
  name: 'Answer a customer',
  description: 'Looks up the order first.',
  models: { support: { name: 'Llama 3.1', needs: ['toolUse'] } },
  connections: { Orders: { origin: 'https://api.example.com', kind: 'bearer' } },
  tools: {
    find_order: {
      description: 'Finds an order.',
      connection: 'Orders',
      definition: {
        kind: 'http',
        method: 'GET',
        url: 'https://api.example.com/orders/{id}',
        parameters: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
        query: [],
        body: [],
      },
    },
  },
  graph,
});

const plain = (graph: WorkflowGraph): WorkflowFile => ({
  name: 'Plain',
  description: '',
  models: {},
  connections: {},
  tools: {},
  graph,
});

describe('what is written', () => {
  test('reads back to the same, stand-ins for the names of tools and connections', () => {
    const { file, faults } = readWorkflowFile(writeWorkflowFile(whole()));
    expect(faults).toEqual([]);
    expect(file).toEqual({ ...whole(), graph: bound });
  });

  test('reads back whatever the graph, and writes the same text again', () => {
    for (let seed = 0; seed < 30; seed += 1) {
      const graph = parseWorkflow(JSON.parse(JSON.stringify(randomGraph(seeded(seed))))).graph ?? emptyGraph;
      const { connections, tools } = whole();
      const { tool, connection } = namesIn(graph);
      const named = {
        ...plain(
          renamed(graph, (what, id) => `${what}_${[...(what === 'tool' ? tool : connection)].indexOf(id)}`),
        ),
        tools: entries('tool', tool.size, tools.find_order),
        connections: {
          Orders: connections.Orders,
          ...entries('connection', connection.size, connections.Orders),
        },
      } as WorkflowFile;
      const text = writeWorkflowFile(named);
      const { file, faults } = readWorkflowFile(text);
      expect(faults, `seed ${seed}`).toEqual([]);
      const names = (what: 'tool' | 'connection') => Object.keys(file?.[`${what}s`] ?? {});
      const back = renamed(file?.graph ?? graph, (what, id) => names(what)[Number(id.slice(-11))] ?? '');
      expect(back).toEqual(named.graph);
      expect(writeWorkflowFile({ ...named, graph: back })).toBe(text);
    }
  });

  test('stands in an order of its own, an edge to a line', () => {
    const { connections, ...rest } = whole();
    const other = { Zeta: { origin: 'https://z.example.com', kind: 'basic' as const }, ...connections };
    const text = writeWorkflowFile({ ...rest, connections: other });
    expect(text.indexOf('"Orders"')).toBeLessThan(text.indexOf('"Zeta"'));
    expect(text).toContain(
      '\n      { "id": "input-ask", "source": "input", "sourcePort": "out", "target": "ask", "targetPort": "in" },\n',
    );
    expect(
      text.startsWith('{\n  "patchbay": "workflow",\n  "version": 1,\n  "name": "Answer a customer",\n'),
    ).toBe(true);
  });

  test('is read however large the graph may be', () => {
    const nested = (depth: number): object =>
      depth === 0 ? { enum: Array.from({ length: 30_000 }, (_, n) => n % 10) } : { items: nested(depth - 1) };
    const schema = { type: 'object', properties: { deep: nested(30) } };
    const graph = helloGraph({ output: { kind: 'json', schema, mode: 'instructed' } });
    expect(readWorkflowFile(writeWorkflowFile(plain(graph))).faults).toEqual([]);
  });
});

/** The line and column of the first `needle`, and of the nth. */
function placeIn(text: string, needle: string, nth = 1) {
  let at = -1;
  for (let count = 0; count < nth; count += 1) at = text.indexOf(needle, at + 1);
  const lines = text.slice(0, at).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

const good = writeWorkflowFile(whole());
const swap = (from: string, to: string) => {
  if (!good.includes(from)) throw new Error(`The good file has no ${from}`);
  return good.replace(from, to);
};

const awsKey = `AKIA${'Q'.repeat(16)}`;
const openAiKey = `sk-proj-${'a1B2'.repeat(10)}`;

/** What is changed in a good file, what of the result is at fault, and what is said of it. */
const hostile: [what: string, text: string, at: string, nth: number, message: RegExp][] = [
  ['no JSON', 'nodes: []', 'nodes', 1, /no JSON value/],
  ['nothing', '', '', 1, /nothing here/],
  ['blanks', ' \n ', '', 1, /nothing here/],
  ['two documents', `${good}{}`, '{}', good.split('{}').length, /Nothing may follow/],
  ['a comment', swap('"version"', '// one\n"version"'), '//', 1, /name of a field/],
  ['a comma too many', swap('"version": 1,', '"version": 1,,'), ',\n  "name"', 1, /name of a field/],
  ['single quotes', swap('"Answer a customer"', "'Answer'"), "'Answer'", 1, /no JSON value/],
  ['a number that JSON does not know', swap('"version": 1', '"version": 01'), '01', 1, /no JSON value/],
  ['a text that is not closed', swap('"Answer a customer"', '"Answer'), '\n  "desc', 1, /ends on its line/],
  ['an escape that is none', swap('Answer a customer', 'A\\q'), '"A\\q', 1, /begins nothing/],
  ['an end too early', good.slice(0, -4), '', 1, /ends too early/],
  ['the same field twice', swap('"version": 1', '"version": 1,\n  "name": "a"'), '"name"', 2, /stands twice/],
  [
    'the same tool twice',
    swap('"find_order": {', '"find_order": {},\n    "find_order": {'),
    '"find_order"',
    2,
    /stands twice/,
  ],
  ['__proto__', swap('"graph": {', '"__proto__": {}, "graph": {'), '"__proto__"', 1, /cannot be called/],
  [
    '__proto__, spelled otherwise',
    swap('"graph": {', '"\\u005f_proto__": {}, "graph": {'),
    '"\\u005f',
    1,
    /cannot be called/,
  ],
  [
    'constructor, deep inside',
    swap('"fields": [', '"constructor": {}, "fields": ['),
    '"constructor"',
    1,
    /cannot be called/,
  ],
  ['a list', '[]', '[', 1, /JSON object/],
  ['something else', '{\n "nodes": [] }', '{', 1, /no workflow file/],
  ['copied steps', '{ "patchbay": "steps", "version": 1 }', '"patchbay"', 1, /copied steps/],
  ['a later version', swap('"version": 1,', '"version": 2,'), '"version"', 1, /later version of Patchbay/],
  ['a version that is none', swap('"version": 1,', '"version": "1",'), '"version"', 1, /Set "version" to 1/],
  [
    'a later version of the graph',
    swap('"graph": {\n    "version": 1', '"graph": {\n    "version": 7'),
    '"version": 7',
    1,
    /later version/,
  ],
  ['an unknown field', swap('"name"', '"secrets": [],\n  "name"'), '"secrets"', 1, /no field "secrets"/],
  [
    'an unknown field of a step',
    swap('"maxTurns"', '"shell": 1, "maxTurns"'),
    '"shell"',
    1,
    /no field "shell"/,
  ],
  [
    'an unknown kind',
    swap('"kind": "output"', '"kind": "exec"'),
    '"kind": "exec"',
    1,
    /no step of the kind "exec"/,
  ],
  ['a value out of bounds', swap('"maxTurns": 6', '"maxTurns": 600'), '"maxTurns"', 1, /at most 20 turns/],
  ['no name', swap('"Answer a customer"', '" "'), '"name"', 1, /Give the workflow a name/],
  [
    'an edge to nowhere',
    swap('"target": "output"', '"target": "nowhere"'),
    '"target": "nowhere"',
    1,
    /does not exist/,
  ],
  [
    'a tool that it does not describe',
    swap('["find_order"]', '["drop_table"]'),
    '"drop_table"',
    1,
    /nothing of a tool "drop_table"/,
  ],
  [
    'a connection that it does not describe',
    swap('"connection": "Orders",\n          "method"', '"connection": "Other",\n          "method"'),
    '"connection": "Other"',
    1,
    /nothing of a connection "Other"/,
  ],
  [
    'a connection of another origin',
    swap('"origin": "https://api.example.com"', '"origin": "https://evil.example.com"'),
    '"connection": "Orders"',
    1,
    /is for https:\/\/evil/,
  ],
  [
    'an origin with a password',
    swap('"origin": "https://api.example.com"', '"origin": "https://u:p4ss@api.example.com"'),
    '"https://u:p4ss',
    1,
    /user with a password/,
  ],
  ['a key in a prompt', swap('Say hello.', `Use ${openAiKey} now.`), '"Use', 1, /an API key/],
  [
    'a key that is spelled otherwise',
    swap('Say hello.', `Use ${openAiKey.replace('sk', '\\u0073\\u006b')}.`),
    '"Use',
    1,
    /an API key/,
  ],
  ['a key as a name', swap('"support": {', `"${awsKey}": {`), `"${awsKey}"`, 1, /an AWS access key/],
  [
    'a private key',
    swap('Say hello.', '-----BEGIN RSA PRIVATE KEY-----\\nMIIE'),
    '"-----BEGIN',
    1,
    /a private key/,
  ],
  [
    'a header that is one by its name',
    swap('"headers": []', '"headers": [{ "name": "X-Api-Key", "value": "hunter2hunter2" }]'),
    '"value": "hunter2',
    1,
    /sent word for word/,
  ],
  [
    'a key in a URL',
    swap('/orders"', '/orders?access_token=hunter2hunter2"'),
    '"url"',
    2,
    /looks like a secret/,
  ],
];

describe('what is hostile or broken', () => {
  test.each(hostile)('is refused with line and column: %s', (_what, text, at, nth, message) => {
    const { file, faults } = readWorkflowFile(text);
    expect(file).toBeNull();
    const place = at === '' ? placeIn(`${text}\0`, '\0') : placeIn(text, at, nth);
    expect(faults).toContainEqual(
      expect.objectContaining({ ...place, message: expect.stringMatching(message) }),
    );
  });

  test('is refused before it is read where it is larger than 10 MB, at the place where it goes beyond', () => {
    const { faults } = readWorkflowFile(`[\n"${'x'.repeat(11 * 1024 * 1024)}`);
    expect(faults).toEqual([
      expect.objectContaining({
        line: 2,
        column: 10 * 1024 * 1024 - 1,
        message: expect.stringMatching(/larger than 10 MB/),
      }),
    ]);
  });

  test('is told with all its faults at once, around the graph and in it', () => {
    const { faults } = readWorkflowFile(
      swap('"GET"', '"STEAL"').replace('"kind": "output"', '"kind": "exec"'),
    );
    expect(faults.map(({ message }) => message)).toEqual([
      expect.stringMatching(/expected one of/),
      expect.stringMatching(/no step of the kind "exec"/),
    ]);
  });

  test('counts bytes, not signs', () => {
    const [fault] = readWorkflowFile(`"${'ä'.repeat(5_300_000)}"`).faults;
    expect(fault?.message).toMatch(/larger than 10 MB/);
  });

  test('cannot exhaust the reader by its depth', () => {
    for (const text of ['['.repeat(5_000_000), '{"a":'.repeat(1_000_000)])
      expect(readWorkflowFile(text).faults).toMatchObject([
        { line: 1, message: expect.stringMatching(/levels deep/) },
      ]);
  });

  test('is told in at most a hundred places, and how many more there are', () => {
    const nodes = Array.from({ length: 500 }, () => '{}').join(',');
    const { faults } = readWorkflowFile(
      `{"patchbay":"workflow","version":1,"name":"x","graph":{"version":1,"edges":[],"nodes":[${nodes}]}}`,
    );
    expect(faults).toHaveLength(101);
    expect(faults.at(-1)?.message).toMatch(/^And [\d,]+ more\.$/);
  });

  test('shows the line with its fault, and no secret that stands on it', () => {
    const text = `{"a": "${openAiKey}", "b": "${awsKey}"}`;
    expect(readWorkflowFile(text).faults).toContainEqual(
      expect.objectContaining({
        excerpt: `{"a": "${'•'.repeat(openAiKey.length)}", "b": "${'•'.repeat(awsKey.length)}"}`,
        caret: 6,
      }),
    );
    for (const broken of [text.replace(',', ''), text.replaceAll('"', ''), text.slice(0, -2)])
      expect(JSON.stringify(readWorkflowFile(broken))).not.toMatch(/AKIA|sk-proj/);
  });
});

describe('what looks like a secret', () => {
  test.each([
    openAiKey,
    `sk-${'a1'.repeat(24)}`,
    `sk-ant-api03-${'x9_'.repeat(12)}`,
    awsKey,
    `ghp_${'a'.repeat(36)}`,
    `Authorization: Bearer ${'a1b2'.repeat(8)}`,
    'Basic dXNlcjpwYXNzd29yZDEyMw==',
    'https://user:hunter2@db.example.com/x',
    `pb_0123abcd_${'x'.repeat(43)}`,
    `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${'s'.repeat(20)}`,
  ])('is told: %s', (text) => expect(secretIn(`so: ${text}.`)).not.toBeNull());

  test.each([
    'Basic understanding of mathematics',
    'Bearer of internationalisation-and-localisation',
    'The task-force-for-skiing risk-assessment sk-1',
    'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    '0192f0c1-2b3c-7def-8abc-0123456789ab',
    'https://api.example.com:8443/a@b?x=1',
    '{{ input.token }}',
    'Ask for the password, and keep the secret.',
  ])('is not: %s', (text) => expect(secretIn(text)).toBeNull());
});
