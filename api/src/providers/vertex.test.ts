import { createVerify, generateKeyPairSync } from 'node:crypto';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { scrubKnown } from '../credentials/known-secrets.ts';
import { Secret } from '../credentials/secret.ts';
import type { GuardedFetch } from './guarded-fetch.ts';
import { createModelClient } from './index.ts';
import type { ModelRequest } from './model-client.ts';

const newKey = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

const { privateKey, publicKey } = newKey();
const email = 'caller@my-project-1.iam.gserviceaccount.com';

const keyFile = (more: object = {}) =>
  JSON.stringify(
    {
      type: 'service_account',
      project_id: 'my-project-1',
      private_key_id: 'key-1',
      private_key: privateKey,
      client_email: email,
      token_uri: 'https://evil.example/token',
      universe_domain: 'evil.example',
      ...more,
    },
    null,
    2,
  );

type Call = { url: string; headers: Headers; body: string };

/** Google, as far as it matters here. Another one knows nothing of tokens that this one gave. */
function google(
  answer: { token?: () => Response | Promise<Response>; model?: (call: Call) => Response } = {},
) {
  const calls: Call[] = [];
  let given = 0;
  const token = () => Response.json({ access_token: `ya29.canary-token-${++given}`, expires_in: 3600 });
  const model = () =>
    Response.json({ candidates: [{ content: { parts: [{ text: 'Hi' }] }, finishReason: 'STOP' }] });
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const call = { url: String(input), headers: new Headers(init?.headers), body: String(init?.body) };
    calls.push(call);
    init?.signal?.throwIfAborted();
    return call.url.endsWith('/token') ? (answer.token ?? token)() : (answer.model ?? model)(call);
  };
  const guard: GuardedFetch = Object.assign(fetch, {
    checkUrl: () => undefined,
    close: async () => undefined,
  });
  return {
    fetch: guard,
    calls,
    tokenCalls: () => calls.filter(({ url }) => url.endsWith('/token')),
    modelCalls: () => calls.filter(({ url }) => !url.endsWith('/token')),
  };
}

const request: ModelRequest = {
  messages: [{ role: 'user', content: 'secret prompt' }],
  output: { kind: 'text' },
  maxOutputTokens: 5,
};

function call(
  fetch: GuardedFetch,
  file = keyFile(),
  {
    settings = { region: 'us-central1' },
    modelId = 'gemini-2.5-flash',
    signal = new AbortController().signal,
  }: {
    settings?: Record<string, string>;
    modelId?: string;
    signal?: AbortSignal;
  } = {},
) {
  const client = createModelClient({
    provider: 'vertex',
    settings,
    secrets: { serviceAccount: new Secret(file) },
    modelId,
    reasoningParameter: 'max_tokens',
    fetch,
  });
  return client.call(request, { signal });
}

test('a token is asked of Google, whatever the key file says, by a statement that the key signs', async () => {
  const { fetch, tokenCalls, modelCalls } = google();
  await call(fetch);
  const [asked] = tokenCalls();
  expect(asked?.url).toBe('https://oauth2.googleapis.com/token');
  const form = new URLSearchParams(asked?.body);
  expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
  const [header = '', claims = '', signature = ''] = (form.get('assertion') ?? '').split('.');
  const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
  expect(read(header)).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'key-1' });
  const now = Date.now() / 1000;
  expect(read(claims)).toEqual({
    iss: email,
    scope: 'https://www.googleapis.com/auth/cloud-platform',
    aud: 'https://oauth2.googleapis.com/token',
    iat: expect.closeTo(now, -1),
    exp: expect.closeTo(now + 3600, -1),
  });
  const verified = createVerify('RSA-SHA256').update(`${header}.${claims}`);
  expect(verified.verify(publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
  expect(modelCalls()[0]?.headers.get('authorization')).toBe('Bearer ya29.canary-token-1');
});

test.each([
  ['us-central1', 'https://us-central1-aiplatform.googleapis.com'],
  ['europe-west4', 'https://europe-west4-aiplatform.googleapis.com'],
  ['global', 'https://aiplatform.googleapis.com'],
  ['eu', 'https://aiplatform.eu.rep.googleapis.com'],
])('the region %s is called at %s', async (region, origin) => {
  const { fetch, modelCalls } = google();
  await call(fetch, keyFile(), { settings: { region } });
  expect(modelCalls()[0]?.url).toBe(
    `${origin}/v1beta1/projects/my-project-1/locations/${region}/publishers/google/models/gemini-2.5-flash:generateContent`,
  );
});

test('the project is the one entered, else that of the service account', async () => {
  const { fetch, modelCalls } = google();
  await call(fetch, keyFile(), { settings: { region: 'global', project: 'other-project-2' } });
  expect(modelCalls()[0]?.url).toContain('/projects/other-project-2/');
  await expect(call(fetch, keyFile({ project_id: undefined }))).rejects.toMatchObject({
    kind: 'credentials',
    message: expect.stringContaining('Enter the Project ID'),
  });
});

test('a tuned model is called at its endpoint, and no model id leaves its place in the path', async () => {
  const { fetch, calls, modelCalls } = google();
  await call(fetch, keyFile(), { modelId: 'endpoints/1234567890' });
  expect(modelCalls()[0]?.url).toContain('/locations/us-central1/endpoints/1234567890:generateContent');
  const before = calls.length;
  for (const modelId of [
    '../../../x',
    'a/../b',
    'gemini?x=1',
    'gemini#x',
    'a b',
    '/a',
    'a//b',
    'gemini:x',
    '.',
  ]) {
    await expect(call(fetch, keyFile(), { modelId })).rejects.toMatchObject({ kind: 'model-not-found' });
  }
  expect(calls).toHaveLength(before);
});

test('one token serves the calls of its hour, also those that start at once', async () => {
  const { fetch, tokenCalls, modelCalls } = google();
  await Promise.all([call(fetch), call(fetch), call(fetch)]);
  await call(fetch);
  expect(tokenCalls()).toHaveLength(1);
  expect(modelCalls()).toHaveLength(4);
});

test('whoever has another key gets another token, under the same name, too', async () => {
  const { fetch, modelCalls } = google();
  await call(fetch);
  await call(fetch, keyFile({ private_key: newKey().privateKey }));
  await call(fetch, keyFile({ client_email: 'other@my-project-1.iam.gserviceaccount.com' }));
  expect(modelCalls().map(({ headers }) => headers.get('authorization'))).toEqual([
    'Bearer ya29.canary-token-1',
    'Bearer ya29.canary-token-2',
    'Bearer ya29.canary-token-3',
  ]);
});

test('a token that soon ends, or that Google no longer takes, is not used again', async () => {
  let ends = 299;
  const short = google({
    token: () => Response.json({ access_token: 'ya29.short-lived', expires_in: ends }),
  });
  await call(short.fetch);
  ends = 3600;
  await call(short.fetch);
  await call(short.fetch);
  expect(short.tokenCalls()).toHaveLength(2);

  const refusal = { error: { code: 401, status: 'UNAUTHENTICATED', message: 'Revoked.' } };
  const revoked = google({ model: () => Response.json(refusal, { status: 401 }) });
  await expect(call(revoked.fetch)).rejects.toMatchObject({ kind: 'credentials' });
  await expect(call(revoked.fetch)).rejects.toMatchObject({ kind: 'credentials' });
  expect(revoked.tokenCalls()).toHaveLength(2);
});

test.each([
  [
    400,
    { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' },
    'credentials',
    'Invalid JWT Signature. (invalid_grant)',
  ],
  [
    401,
    { error: 'invalid_client', error_description: 'The OAuth client was not found.' },
    'credentials',
    'invalid_client',
  ],
  [
    400,
    { error: 'invalid_grant', error_description: 'Invalid grant: account not found' },
    'credentials',
    'account not found',
  ],
  [503, { error: 'backend_error' }, 'outage', 'backend_error'],
  [200, { token: 'nothing' }, 'malformed-answer', 'without an access token'],
])(
  'a token refused with %s %j fails as %s, and the next call asks again',
  async (status, body, kind, says) => {
    const { fetch, tokenCalls, modelCalls } = google({ token: () => Response.json(body, { status }) });
    for (const asks of [1, 2]) {
      await expect(call(fetch)).rejects.toMatchObject({
        name: 'ProviderError',
        kind,
        providerText: expect.stringContaining(says),
      });
      expect(tokenCalls()).toHaveLength(asks);
    }
    expect(modelCalls()).toEqual([]);
  },
);

test('who stops waiting for a token lets the others have it', async () => {
  const held = Promise.withResolvers<Response>();
  const { fetch, tokenCalls } = google({ token: () => held.promise });
  const controller = new AbortController();
  const stopped = call(fetch, keyFile(), { signal: controller.signal });
  const patient = call(fetch);
  controller.abort(new Error('the run was cancelled'));
  await expect(stopped).rejects.toThrow('the run was cancelled');
  held.resolve(Response.json({ access_token: 'ya29.late', expires_in: 3600 }));
  expect(await patient).toMatchObject({ text: 'Hi' });
  expect(tokenCalls()).toHaveLength(1);
});

test('neither the key nor the token is told, however Google repeats them', async () => {
  const lines = privateKey.split('\n');
  const message = `Refused ya29.canary-token-1 ${Buffer.from('ya29.canary-token-1').toString('base64')} ${lines[3]} ${JSON.stringify(privateKey)}`;
  const { fetch } = google({
    model: () =>
      Response.json({ error: { code: 400, status: 'INVALID_ARGUMENT', message } }, { status: 400 }),
  });
  const error = await call(fetch).catch((reason: unknown) => reason);
  const told = inspect(error, { depth: 9, showHidden: true });
  expect(told).toContain('Refused [secret removed]');
  for (const secret of ['ya29', 'eWEyOS', lines[3] ?? '', 'secret prompt'])
    expect(told).not.toContain(secret);
  expect(scrubKnown('ya29.canary-token-1')).toBe('[secret removed]');
});

test.each([
  ['no file', '{}'],
  [
    'a broken key',
    keyFile({ private_key: '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n' }),
  ],
])('%s is refused before anything is sent', async (_what, file) => {
  const { fetch, calls } = google();
  await expect(call(fetch, file)).rejects.toMatchObject({ kind: 'credentials' });
  expect(calls).toEqual([]);
});
