import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { exampleOfSchema } from './example-of-schema.ts';
import { coloursOfImage } from './image-colour.ts';
import { createSandbox, type Sandbox, type SandboxCall } from './sandbox.ts';
import { behaviourOf, sandboxModelIds } from './sandbox-models.ts';

let sandbox: Sandbox;
let url: string;
const logged: SandboxCall[] = [];

beforeAll(async () => {
  sandbox = createSandbox({ log: (call) => logged.push(call) });
  await new Promise<void>((resolve) => sandbox.server.listen(0, '127.0.0.1', resolve));
  const address = sandbox.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${address.port}/v1`;
});
afterAll(() => sandbox.close());

const completion = z.object({
  choices: z.array(
    z.object({ message: z.object({ content: z.string().nullable() }), finish_reason: z.string() }),
  ),
});

const post = (body: object, headers: Record<string, string> = {}) =>
  fetch(`${url}/chat/completions`, { method: 'POST', body: JSON.stringify(body), headers });

async function say(content: unknown, more: object = {}): Promise<string> {
  const response = await post({ model: 'sandbox-fast', messages: [{ role: 'user', content }], ...more });
  const { choices } = completion.parse(await response.json());
  return choices[0]?.message.content ?? '';
}

test('the same request gets the same answer, which says that it is the sandbox', async () => {
  const answer = await say(
    'The harvest was late. Prices of apples rose, and apples were scarce all autumn long.',
  );
  expect(answer).toContain('This is the sandbox');
  expect(answer).toContain('"apples"');
  expect(
    await say('The harvest was late. Prices of apples rose, and apples were scarce all autumn long.'),
  ).toBe(answer);
});

test('the models are listed, and each of them is known', async () => {
  const response = await fetch(`${url}/models`);
  const { data } = z.object({ data: z.array(z.object({ id: z.string() })) }).parse(await response.json());
  expect(data.map((model) => model.id)).toEqual(sandboxModelIds);
  for (const id of sandboxModelIds) expect(behaviourOf(id)).not.toBeNull();
});

test('a stream ends with its finish reason, its usage where asked for, and [DONE]', async () => {
  const stream = {
    model: 'sandbox-chunks-7-every-1ms',
    stream: true,
    messages: [{ role: 'user', content: 'x' }],
  };
  const plain = await (await post(stream)).text();
  const events = plain.trim().split('\n\n');
  expect(events.filter((event) => /"delta":\{"content":"[^"]/.test(event))).toHaveLength(7);
  expect(events.at(-1)).toBe('data: [DONE]');
  expect(events.at(-2)).toContain('"finish_reason":"stop"');
  expect(plain).not.toContain('"usage"');
  expect(await (await post({ ...stream, stream_options: { include_usage: true } })).text()).toContain(
    '"prompt_tokens"',
  );
});

test('the instruction of a connection test is answered, with and without a schema', async () => {
  expect(JSON.parse(await say('Reply with exactly {"status":"ok"}.'))).toEqual({ status: 'ok' });
  const schema = { type: 'object', properties: { status: { type: 'string' } }, required: ['status'] };
  const native = { response_format: { type: 'json_schema', json_schema: { name: 'a', schema } } };
  expect(JSON.parse(await say('Are you there?', native))).toEqual({ status: 'ok' });
});

test.each([
  { type: 'string', minLength: 30 },
  { type: 'integer', minimum: 10, maximum: 12 },
  { type: 'number', exclusiveMinimum: 0, maximum: 0.5 },
  { type: 'array', items: { type: 'string', format: 'email' }, minItems: 2 },
  { enum: ['low', 'high'] },
  { anyOf: [{ type: 'null' }, { type: 'string' }] },
  { type: ['string', 'null'], maxLength: 3 },
  {
    $ref: '#/$defs/item',
    $defs: {
      item: { type: 'object', properties: { id: { type: 'string', format: 'uuid' } }, required: ['id'] },
    },
  },
  {
    type: 'object',
    properties: { when: { type: 'string', format: 'date-time' }, done: { const: false } },
    required: ['when', 'done'],
    additionalProperties: false,
  },
])('an answer is made that is valid against %j', (schema) => {
  const copy: Record<string, unknown> = schema;
  expect(z.fromJSONSchema(copy).safeParse(exampleOfSchema(schema, 'some words')).error).toBeUndefined();
});

test('a schema that refers to itself ends', () => {
  const schema = {
    $ref: '#/$defs/node',
    $defs: { node: { type: 'object', properties: { child: { $ref: '#/$defs/node' } } } },
  };
  expect(JSON.stringify(exampleOfSchema(schema, 'x'))).toContain('null');
});

function png(
  width: number,
  height: number,
  filter: number,
  pixel: (x: number, y: number) => [number, number, number],
): string {
  const raw: number[] = [];
  for (let y = 0; y < height; y++) {
    raw.push(filter);
    for (let x = 0; x < width; x++) {
      const before =
        filter === 1 && x > 0 ? pixel(x - 1, y) : filter === 2 && y > 0 ? pixel(x, y - 1) : [0, 0, 0];
      raw.push(...pixel(x, y).map((value, channel) => (value - (before[channel] ?? 0) + 256) % 256));
    }
  }
  const chunk = (name: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(name), data, Buffer.alloc(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const file = Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(raw))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return `data:image/png;base64,${file.toString('base64')}`;
}

test('the colour of a plain image is named, and any other image is not guessed at', async () => {
  for (const filter of [0, 1, 2]) {
    expect(coloursOfImage(png(9, 5, filter, (x, y) => [30 + x, 70 + y, 220]))).toEqual(Array(4).fill('blue'));
    expect(coloursOfImage(png(9, 5, filter, () => [250, 230, 40]))).toEqual(Array(4).fill('yellow'));
  }
  for (const other of [
    'data:image/png;base64,aGVsbG8=',
    'data:image/jpeg;base64,aGVsbG8=',
    'https://example.com/a.png',
    '',
  ]) {
    expect(coloursOfImage(other)).toBeNull();
  }
  const quarters = png(9, 9, 1, (x, y) => (y < 5 ? [220, 30, 30] : x < 5 ? [40, 80, 220] : [0, 0, 0]));
  expect(coloursOfImage(quarters)).toEqual(['red', 'red', 'blue', 'black']);
  const image = { type: 'image_url', image_url: { url: png(4, 4, 0, () => [30, 160, 60]) } };
  expect(await say([{ type: 'text', text: 'What do you see?' }, image])).toContain('The image is green.');
});

test('a tool is called where the prompt names it, and left alone otherwise', async () => {
  const tools = [
    { type: 'function', function: { name: 'find_order', parameters: { type: 'object', properties: {} } } },
  ];
  expect(await say('Hello', { tools })).toContain('You asked');
  expect(await say('Please find order 7', { tools })).toBe('');
  expect(await say('Please find order 7', { tools, tool_choice: 'none' })).toContain('You asked');
});

test('what a prompt quotes is handed to the tool', async () => {
  const parameters = { type: 'object', properties: { code: { type: 'string' } } };
  const tools = [{ type: 'function', function: { name: 'report', parameters } }];
  const messages = [{ role: 'user', content: 'Report the code "k7-4821".' }];
  const text = await (await post({ model: 'sandbox-fast', messages, tools })).text();
  expect(text).toContain(JSON.stringify(JSON.stringify({ code: 'k7-4821' })).slice(1, -1));
});

test.each([
  ['images', { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: '' } }] }] }],
  ['tools', { tools: [{ type: 'function', function: { name: 'report' } }] }],
  ['JSON schemas', { response_format: { type: 'json_schema', json_schema: { schema: {} } } }],
])('the model for text alone refuses %s, and says so', async (feature, more) => {
  const messages = [{ role: 'user', content: 'Report.' }];
  const response = await post({ model: 'sandbox-text', messages, ...more });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain(`does not support ${feature}`);
});

test('the model for text alone takes no notice of reasoning', async () => {
  const request = { messages: [{ role: 'user', content: 'x' }], reasoning: { effort: 'low' } };
  const reasoned = async (model: string) =>
    (await (await post({ model, ...request })).text()).includes('"reasoning":');
  expect([await reasoned('sandbox-fast'), await reasoned('sandbox-text')]).toEqual([true, false]);
});

test('a malformed request, an unknown model, an unknown path and a wrong key are told apart', async () => {
  expect((await post({ model: 'sandbox-fast' })).status).toBe(400);
  expect((await post({ model: 'gpt', messages: [{ role: 'user', content: 'x' }] })).status).toBe(404);
  expect((await fetch(`${url}/embeddings`, { method: 'POST', body: '{}' })).status).toBe(404);
  expect((await fetch(`${url}/models`, { headers: { authorization: 'Bearer wrong' } })).status).toBe(401);
  expect((await fetch(`${url}/models`, { headers: { authorization: 'Bearer right' } })).status).toBe(200);
});

test('the log tells what arrived and whether the caller stayed to the end', async () => {
  await say('x');
  const controller = new AbortController();
  const response = await fetch(`${url}/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({
      model: 'sandbox-chunks-1000-every-5ms',
      stream: true,
      messages: [{ role: 'user', content: 'x' }],
    }),
    headers: { authorization: 'Bearer abc', 'idempotency-key': 'run-1' },
    signal: controller.signal,
  });
  const open = sandbox.calls.at(-1);
  expect(open).toMatchObject({
    model: 'sandbox-chunks-1000-every-5ms',
    authorization: 'Bearer abc',
    idempotencyKey: 'run-1',
    outcome: 'open',
  });
  controller.abort();
  await expect(response.text()).rejects.toThrow();
  await expect.poll(() => open?.outcome).toBe('aborted');
  expect(logged.at(-1)).toBe(open);
  expect(sandbox.calls.at(-2)).toMatchObject({ model: 'sandbox-fast', outcome: 'answered', status: 200 });
});
