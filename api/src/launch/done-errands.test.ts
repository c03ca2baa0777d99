import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { forgetDone, unlessDone } from './done-errands.ts';

const projectDir = mkdtempSync(join(tmpdir(), 'patchbay-done-'));
const dataDir = join(projectDir, '.data');
const setup = { projectDir, dataDir };
let ran: string[];

const start = async (sandboxUrl = 'http://127.0.0.1:4807') => {
  const errands = [
    { name: 'migrate', env: {} },
    { name: 'demo', env: { SANDBOX_URL: sandboxUrl } },
  ];
  for (const errand of errands) await unlessDone(setup, errand, async () => void ran.push(errand.name));
};

beforeEach(async () => {
  ran = [];
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(join(dataDir, 'postgres'), { recursive: true });
  mkdirSync(join(projectDir, 'api/src'), { recursive: true });
  await start();
  expect(ran).toEqual(['migrate', 'demo']);
});
afterAll(() => rmSync(projectDir, { recursive: true }));

it('leaves out at the second start what the first has done', async () => {
  await start();
  expect(ran).toEqual(['migrate', 'demo']);
});

it('does everything again when the code has changed', async () => {
  writeFileSync(join(projectDir, 'api/src/m2.ts'), String(Math.random()));
  await start();
  expect(ran).toEqual(['migrate', 'demo', 'migrate', 'demo']);
});

it('fills the demonstration again when its sandbox has another port', async () => {
  await start('http://127.0.0.1:5807');
  expect(ran).toEqual(['migrate', 'demo', 'demo']);
});

it('does everything again on another database', async () => {
  rmSync(join(dataDir, 'postgres'), { recursive: true });
  mkdirSync(join(dataDir, 'postgres'));
  await start();
  expect(ran).toEqual(['migrate', 'demo', 'migrate', 'demo']);
});

it('does everything again after a start that failed', async () => {
  forgetDone(dataDir);
  await start();
  expect(ran).toEqual(['migrate', 'demo', 'migrate', 'demo']);
});

it('does not take an errand that failed for done', async () => {
  forgetDone(dataDir);
  await expect(
    unlessDone(setup, { name: 'migrate', env: {} }, () => Promise.reject(new Error('no'))),
  ).rejects.toThrow('no');
  await start();
  expect(ran).toEqual(['migrate', 'demo', 'migrate', 'demo']);
});
