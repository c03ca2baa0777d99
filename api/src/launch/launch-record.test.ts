import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { endLeftovers, keepLaunchRecord, readLaunchRecord } from './launch-record.ts';
import { identify, isAlive } from './running-process.ts';

let dataDir: string;
beforeAll(() => void (dataDir = mkdtempSync(join(tmpdir(), 'patchbay-record-'))));
afterAll(() => rmSync(dataDir, { recursive: true }));

it('ends what is still the recorded process, and leaves alone a program that was given its pid', async () => {
  const programs = [1, 2].map(() => spawn('sleep', ['60'], { detached: true }));
  const [ours, stranger] = programs.map(({ pid }) => identify(pid!)!);
  keepLaunchRecord(dataDir, 'http://127.0.0.1:4800').add('worker', ours!.pid);
  const left = readLaunchRecord(dataDir)!;
  left.running.push({ name: 'api', pid: stranger!.pid, startedAt: 'long ago' });

  const ended: string[] = [];
  await endLeftovers(left, (name) => ended.push(name));

  expect(ended).toEqual(['worker']);
  expect([ours, stranger].map((each) => isAlive(each!))).toEqual([false, true]);
  programs[1]!.kill();
});
