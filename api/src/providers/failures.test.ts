// What goes wrong is told apart, over every provider's own wire and in the provider's own words.
import type { RequestListener } from 'node:http';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { GuardedFetch } from './guarded-fetch.ts';
import { ProviderError } from './provider-error.ts';
import { documentedFailures } from './wires/documented-failures.ts';
import { openWire } from './wires/open-wire.ts';
import { wires } from './wires/index.ts';
import { scenarios } from './wires/scenarios.ts';
import { serve } from './wires/serve.ts';
import type { Wire } from './wires/wire.ts';

const { request } = scenarios.text;
async function failuresOf(wire: Wire, answer: RequestListener, timeouts?: object) {
  const { guard, url } = await serve(answer);
  return callBoth(wire, guard, url, timeouts);
}

/** The same call in one piece and streamed. */
async function callBoth(wire: Wire, guard: GuardedFetch, url: string, timeouts: object = {}) {
  const { client } = openWire(wire, { guard, url });
  const { signal } = new AbortController();
  const calls = [
    client.call(request, { signal, timeouts }),
    client.stream(request, { signal, timeouts, onText: () => undefined }),
  ];
  return Promise.all(
    calls.map((call) =>
      call.then(
        (value): unknown => expect.fail(`it did not fail: ${inspect(value)}`),
        (error: unknown) => error,
      ),
    ),
  );
}

describe.each(documentedFailures)('$provider, $status: $says', ({ provider, ...failure }) => {
  const ofProvider = wires.filter((wire) => wire.provider === provider);
  test.each(ofProvider)(`is ${failure.kind} ($title)`, async (wire) => {
    const { status, body, headers, kind, says, retryAfterMs = null } = failure;
    const errors = await failuresOf(wire, (_request, response) =>
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(body)),
    );
    for (const error of errors) {
      expect(error).toBeInstanceOf(ProviderError);
      expect(error).toMatchObject({ kind, retryAfterMs, providerText: expect.stringContaining(says) });
      const everything = inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error);
      for (const secret of Object.values(wire.secrets)) expect(everything).not.toContain(secret);
      expect(everything).not.toContain('Say hello');
    }
  });
});

describe.each(wires)('$title', (wire) => {
  const kindsOf = (errors: unknown[]) => errors.map((error) => error instanceof ProviderError && error.kind);

  test('a page, and an answer that no document knows, are malformed', async () => {
    const page = await failuresOf(wire, (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>'),
    );
    expect(kindsOf(page)).toEqual(['malformed-answer', 'malformed-answer']);
    const other = await failuresOf(wire, (_request, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"greeting":"hello"}'),
    );
    expect(kindsOf(other)).toEqual(['malformed-answer', 'malformed-answer']);
  });
});
