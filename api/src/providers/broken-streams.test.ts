// A streamed answer that ends before its end, each provider's own way.
import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { ProviderError } from './provider-error.ts';
import { sent } from './wires/frames.ts';
import { openWire } from './wires/open-wire.ts';
import { wires } from './wires/index.ts';
import { scenarios } from './wires/scenarios.ts';
import { serve } from './wires/serve.ts';
import type { Wire } from './wires/wire.ts';

const streams = wires.flatMap((wire) => (wire.events ? [{ ...wire, events: wire.events }] : []));

const bytesOf = (wire: Wire, events: object[]) => Buffer.concat(events.map(wire.frame ?? sent));

/** Begins an answer, lets the test break it, and gives what was told and what was thrown. */
async function breakStream(wire: Wire, begun: object[], next: (response: ServerResponse) => void) {
  const far = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': wire.streamAccept ?? 'text/event-stream' });
    response.write(bytesOf(wire, begun), () => next(response));
  });
  const pieces: string[] = [];
  const error: unknown = await openWire(wire, far)
    .client.stream(scenarios.text.request, {
      signal: new AbortController().signal,
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

  test('an error among the events is read like one in a body', async () => {
    const { error } = await breakStream(wire, begun, (response) => response.end(bytesOf(wire, [errorEvent])));
    expect(error).toMatchObject({ kind, providerText: expect.stringContaining(says) });
  });

  test('an error instead of an answer too', async () => {
    const { told, error } = await breakStream(wire, [], (response) =>
      response.end(bytesOf(wire, [errorEvent])),
    );
    expect(told).toBe('');
    expect(error).toMatchObject({ kind, providerText: expect.stringContaining(says) });
  });
});
