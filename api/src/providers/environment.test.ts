// The libraries behind the providers look for keys and addresses in the environment: a tenant's call uses none of it.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { FarEnd } from './wires/far-end.ts';
import { wires } from './wires/index.ts';
import { openWire } from './wires/open-wire.ts';
import { scenarios } from './wires/scenarios.ts';

const farEnd = new FarEnd();
/** Where a chain of credential providers would ask: metadata services and token endpoints of the cloud. */
const lure = createServer((_request, response) => {
  asked++;
  response.end('{}');
});
let asked = 0;

beforeAll(async () => {
  await farEnd.start();
  await new Promise<void>((resolve) => lure.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await farEnd.stop();
  await new Promise((resolve) => lure.close(resolve));
});
afterEach(() => vi.unstubAllEnvs());

function stubEnvironment(): void {
  const elsewhere = `http://127.0.0.1:${(lure.address() as AddressInfo).port}`;
  const addresses = [
    'AWS_ENDPOINT_URL',
    'AWS_ENDPOINT_URL_BEDROCK_RUNTIME',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    'AWS_EC2_METADATA_SERVICE_ENDPOINT',
    'ANTHROPIC_BASE_URL',
    'OPENAI_BASE_URL',
    'OPENROUTER_BASE_URL',
    'GCE_METADATA_HOST',
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'http_proxy',
    'https_proxy',
  ];
  const values = [
    'AWS_REGION',
    'AWS_PROFILE',
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'AWS_BEARER_TOKEN_BEDROCK',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'ANTHROPIC_API_KEY',
    'ANTHROPIC_AUTH_TOKEN',
    'GOOGLE_GENERATIVE_AI_API_KEY',
    'GEMINI_API_KEY',
    'GOOGLE_API_KEY',
    'GOOGLE_VERTEX_API_KEY',
    'GOOGLE_VERTEX_PROJECT',
    'GOOGLE_VERTEX_LOCATION',
    'GOOGLE_APPLICATION_CREDENTIALS',
    'GOOGLE_CLOUD_PROJECT',
    'OPENAI_API_KEY',
    'AZURE_API_KEY',
    'AZURE_RESOURCE_NAME',
    'OPENROUTER_API_KEY',
    'FIREWORKS_API_KEY',
    'TOGETHER_AI_API_KEY',
    'HUGGINGFACE_API_KEY',
  ];
  for (const name of addresses) vi.stubEnv(name, elsewhere);
  for (const name of values) vi.stubEnv(name, 'of-the-machine');
}

test.each(wires)(
  '$title is called with what the tenant gave, and with nothing of the machine',
  async (wire) => {
    stubEnvironment();
    const { request, answer } = scenarios.text;
    const { client, sent } = openWire(wire, farEnd.address, request);
    const got = await client.call(request, { signal: new AbortController().signal });
    expect(got).toMatchObject(answer);
    expect(sent[0]?.url).toBe(wire.origin + wire.path);
    expect(sent[0]?.headers).toMatchObject(wire.headers);
    expect(JSON.stringify(sent)).not.toContain('of-the-machine');
    expect(asked).toBe(0);
  },
);

test.each(wires)('$title without its key does not borrow that of the machine', async (wire) => {
  stubEnvironment();
  const { request } = scenarios.text;
  const { client, sent } = openWire({ ...wire, secrets: {} }, farEnd.address, request);
  await client.call(request, { signal: new AbortController().signal }).catch(() => undefined);
  expect(JSON.stringify(sent)).not.toContain('of-the-machine');
  expect(asked).toBe(0);
});
