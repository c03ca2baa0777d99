// A streamed answer that ends before its end, each provider's own way.
import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { ProviderError } from './provider-error.ts';
import { openWire } from './wires/open-wire.ts';
import { wires } from './wires/index.ts';
import { scenarios } from './wires/scenarios.ts';
import { serve } from './wires/serve.ts';
import type { Wire } from './wires/wire.ts';

const streams = wires.flatMap((wire) => (wire.events ? [{ ...wire, events: wire.events }] : []));

const frame = (event: object) =>
  `${'type' in event ? `event: ${event.type}\n` : ''}data: ${JSON.stringify(event)}\n\n`;

/** Begins an answer, lets the test break it, and gives what was told and what was thrown. */
async function breakStream(wire: Wire, begun: object[], next: (response: ServerResponse) => void) {
  const far = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(begun.map(frame).join(''), () => next(response));
  });
  const pieces: string[] = [];
  const error: unknown = await openWire(wire, far)
    .client.stream(scenarios.text.request, {
      signal: new AbortController().signal,
      timeouts: { stallMs: 250 },
      onText: (delta) => pieces.push(delta),
    })
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ProviderError);
  return { told: pieces.join(''), error };
}

describe.each(streams)('$title', (wire) => {
  const { begun, error: errorEvent, kind, says } = wire.events;

  test('an end without an end is a cut stream', async () => {
    const { told, error } = await breakStream(wire, begun, (response) => response.end());
    expect(told).toBe('Hel');
    expect(error).toMatchObject({ kind: 'cut-stream' });
  });

  test('a connection that is closed is a reset', async () => {
    const { told, error } = await breakStream(wire, begun, (response) =>
      setTimeout(() => response.destroy(), 50),
    );
    expect(told).toBe('Hel');
    expect(error).toMatchObject({ kind: 'reset' });
  });

  test('silence after a beginning is a stall', async () => {
    const { told, error } = await breakStream(wire, begun, () => undefined);
    expect(told).toBe('Hel');
    expect(error).toMatchObject({ kind: 'stall' });
  });

  test('an error among the events is read like one in a body', async () => {
    const { error } = await breakStream(wire, begun, (response) => response.end(frame(errorEvent)));
    expect(error).toMatchObject({ kind, providerText: expect.stringContaining(says) });
  });

  test('an error instead of an answer too', async () => {
    const { told, error } = await breakStream(wire, [], (response) => response.end(frame(errorEvent)));
    expect(told).toBe('');
    expect(error).toMatchObject({ kind, providerText: expect.stringContaining(says) });
  });
});
