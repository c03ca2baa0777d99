import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { freePort } from '../test/free-port.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

test('the sandbox starts by itself, serves, and stops when told', async () => {
  const port = await freePort();
  const sandbox = spawn(process.execPath, [main], {
    env: { ...process.env, SANDBOX_PORT: String(port), SANDBOX_KEY: 'right' },
  });
  const [line] = await once(sandbox.stdout, 'data');
  expect(String(line)).toContain(`http://127.0.0.1:${port}/v1`);
  const models = `http://127.0.0.1:${port}/v1/models`;
  expect((await fetch(models)).status).toBe(401);
  expect((await fetch(models, { headers: { authorization: 'Bearer right' } })).status).toBe(200);
  sandbox.kill('SIGTERM');
  expect(await once(sandbox, 'exit')).toEqual([0, null]);
});

test('a malformed environment is named', async () => {
  const sandbox = spawn(process.execPath, [main], { env: { ...process.env, SANDBOX_PORT: 'x' } });
  const [said] = await once(sandbox.stderr, 'data');
  expect(String(said)).toContain('SANDBOX_PORT');
  expect(await once(sandbox, 'exit')).toEqual([1, null]);
});
