import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { runningStack } from '../stack/running-stack.ts';
import { askGraphql } from './graphql.ts';
import { expect, test } from './test.ts';

test('the script of the README goes from nothing to a streamed answer by GraphQL alone', async ({ page }) => {
  const { url, basePort } = runningStack();
  const { createApiKey } = await askGraphql<{ createApiKey: { secret: string } }>(
    page.request,
    `mutation { createApiKey(input: { name: "first call", role: ADMIN, scopes: [READ, WRITE, RUN] }) {
      ... on CreateApiKeyPayload { secret }
    } }`,
  );
  const script = spawn('sh', [join(import.meta.dirname, '../first-call.sh'), 'three small boats'], {
    env: {
      ...process.env,
      PATCHBAY_URL: url,
      PATCHBAY_KEY: createApiKey.secret,
      MODEL_URL: `http://127.0.0.1:${basePort + 7}/v1`,
      MODEL_KEY: 'a-canary-of-the-script',
    },
  });
  let said = '';
  for (const stream of [script.stdout, script.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(script, 'close');

  expect(script.exitCode, said).toBe(0);
  expect(said).toContain('Connection test passed.');
  const [streamed = '', summary = ''] =
    said.split('5. Watch the answer come')[1]?.split('6. What it took') ?? [];
  expect(streamed).toContain('three small boats');
  const run = JSON.parse(summary);
  expect(run).toMatchObject({
    status: 'SUCCEEDED',
    output: { answer: streamed.trim() },
    steps: [
      { path: 'in', status: 'SUCCEEDED', attempts: [] },
      {
        path: 'ask',
        status: 'SUCCEEDED',
        attempts: [{ outcome: 'answered', inputTokens: expect.any(Number) }],
      },
      { path: 'out', status: 'SUCCEEDED', attempts: [] },
    ],
  });
  expect(said).not.toContain('a-canary-of-the-script');
});
