// Every provider is spoken to as its documents have it, over its own wire, for everything a step can ask.
import { providerIds } from '@patchbay/schema/providers/index.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ModelRequest } from './model-client.ts';
import { FarEnd } from './wires/far-end.ts';
import { wires } from './wires/index.ts';
import { openWire, type Sent } from './wires/open-wire.ts';
import { scenarios, type ScenarioName } from './wires/scenarios.ts';
import type { Wire } from './wires/wire.ts';

const farEnd = new FarEnd();
beforeAll(() => farEnd.start());
afterAll(() => farEnd.stop());

const names = Object.keys(scenarios).filter((name): name is ScenarioName => Object.hasOwn(scenarios, name));

const open = (wire: Wire, request: ModelRequest) => openWire(wire, farEnd.address, request);

test('there is a wire for every provider, and it has a form for everything or refuses it', () => {
  expect(new Set(wires.map(({ provider }) => provider))).toEqual(new Set([...providerIds, 'openrouter']));
  for (const { title, bodies, refused } of wires) {
    const known = [...Object.keys(bodies), ...Object.keys(refused ?? {})];
    expect(known.toSorted(), title).toEqual(names.toSorted());
  }
});

const signal = () => new AbortController().signal;

describe.each(wires)('$title', (wire) => {
  const asked = names.filter((name) => !wire.refused?.[name]);

  test.each(asked)('%s, in one piece', async (name) => {
    const { request, answer } = scenarios[name];
    const { client, sent } = open(wire, request);
    const got = await client.call(request, { signal: signal() });
    expect(got).toMatchObject(answer);
    expect(got.usage).toMatchObject({ input: 11, output: 3, ...wire.usage });
    expect(sent).toHaveLength(1);
    expectSent(wire, sent[0], wire.path, { ...wire.headers, ...wire.moreHeaders?.[name] }, wire.bodies[name]);
    expect(sent[0]?.body).toContain(wire.verbatim?.[name] ?? '');
  });

  test.each(asked)('%s, streamed', async (name) => {
    const { request, answer } = scenarios[name];
    const { client, sent } = open(wire, request);
    const pieces: string[] = [];
    const thoughts: string[] = [];
    const got = await client.stream(request, {
      signal: signal(),
      onText: (delta) => pieces.push(delta),
      onReasoning: (delta) => thoughts.push(delta),
    });
    expect(got).toMatchObject(answer);
    expect(got.usage).toMatchObject({ input: 11, output: 3, ...wire.usage });
    expect(pieces.join('')).toBe(got.text);
    expect(thoughts.join('')).toBe(got.reasoning ?? '');
    if (wire.thinksAloud && request.reasoning) expect(got.reasoning).toBe('Let me think.');
    const body = wire.bodies[name];
    expectSent(
      wire,
      sent[0],
      wire.streamPath ?? wire.path,
      { ...wire.headers, ...wire.moreHeaders?.[name], accept: wire.streamAccept ?? 'text/event-stream' },
      body && wire.streamed(body),
    );
  });

  const refused = Object.entries(wire.refused ?? {});
  test.skipIf(refused.length === 0).each(refused)(
    '%s is refused before anything is sent',
    async (name, words) => {
      const { request } = scenarios[name as ScenarioName];
      const { client, sent } = open(wire, request);
      await expect(client.call(request, { signal: signal() })).rejects.toMatchObject({
        kind: 'unsupported-feature',
        message: expect.stringContaining(words),
      });
      expect(sent).toEqual([]);
    },
  );
});

function expectSent(
  wire: Wire,
  sent: Sent | undefined,
  path: string,
  headers: object,
  body: object | undefined,
) {
  const { 'user-agent': _agent, ...given } = sent?.headers ?? {};
  expect(sent?.url).toBe(wire.origin + path);
  expect(given).toEqual(headers);
  expect(JSON.parse(sent?.body ?? '')).toEqual(body);
}
