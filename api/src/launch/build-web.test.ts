import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildWeb, type WebBuild } from './build-web.ts';

let build: WebBuild;

// A project whose `next build` counts how often it ran, and takes long enough for two to meet.
const next = `
  const fs = require('node:fs');
  fs.mkdirSync('.next', { recursive: true });
  fs.appendFileSync('../builds', process.argv[2] + '\\n');
  setTimeout(() => process.exit(fs.existsSync('broken') ? 1 : 0), 300);`;

const write = (path: string, text: string) => {
  const file = join(build.projectDir, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};
const builds = () => readFileSync(join(build.projectDir, 'builds'), 'utf8').trim().split('\n').length;

beforeAll(() => {
  const projectDir = mkdtempSync(join(tmpdir(), 'patchbay-build-'));
  build = { projectDir, env: process.env, logFile: join(projectDir, 'build.log') };
  write('web/node_modules/next/dist/bin/next', next);
  write('web/page.tsx', 'page');
  write('schema/contract.ts', 'contract');
});
afterAll(() => rmSync(build.projectDir, { recursive: true }));

it('builds once where two launchers start together, and not again', async () => {
  expect((await Promise.all([buildWeb(build), buildWeb(build)])).toSorted()).toEqual([false, true]);
  expect(await buildWeb(build)).toBe(false);
  expect(builds()).toBe(1);
});

it.each(['web/page.tsx', 'schema/contract.ts', 'pnpm-lock.yaml'])(
  'builds anew when %s changes',
  async (path) => {
    const before = builds();
    write(path, 'changed');
    expect(await buildWeb(build)).toBe(true);
    expect(builds()).toBe(before + 1);
  },
);

it('does not take its own output for a change', async () => {
  write('web/.next/server.js', 'built');
  write('web/next-env.d.ts', 'generated');
  expect(await buildWeb(build)).toBe(false);
});

it('tries again after a build that failed', async () => {
  write('web/broken', 'yes');
  await expect(buildWeb(build)).rejects.toThrow('web build failed (exit code 1)');
  rmSync(join(build.projectDir, 'web/broken'));
  write('web/page.tsx', 'repaired');
  expect(await buildWeb(build)).toBe(true);
});
