import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const program = (name: string) => fileURLToPath(new URL(`../test/${name}.ts`, import.meta.url));
let provider: ChildProcess;
let urls: { answers: string; headers: string };
beforeAll(async () => {
  provider = fork(program('endless-provider'));
  const [[answers = '', headers = '']] = (await once(provider, 'message')) as [string[]];
  urls = { answers, headers };
});
afterAll(() => {
  provider.kill('SIGKILL');
});

type Told = { how: 'call' | 'stream'; ended: string; grownMegabytes: number; tookMs: number };

/** One call and one stream, in a process of their own; `totalMs` is the time for the whole of each. */
async function read(way: string, totalMs = 20_000): Promise<Told[]> {
  const url = way === 'headers' ? urls.headers : `${urls.answers}/${way}`;
  const reader = fork(program('patient-reader'), [url, String(totalMs)]);
  const [told] = (await once(reader, 'message')) as [Told[]];
  expect(told.map(({ how }) => how)).toEqual(['call', 'stream']);
  return told;
}

/**
 * A quarter of what is sent, at the most. It is what is read before it is too much, in several copies, and what the
 * collector has not come to while the machine is busy.
 */
const flat = 256;

test.each([
  ['a gigabyte that is declared', 'declared', 'malformed-answer: The answer of'],
  ['a gigabyte that is not declared', 'undeclared', 'malformed-answer: The answer of'],
  ['a bomb of gzip', 'bomb', 'malformed-answer: 127.0.0.1:.* sent a compressed answer'],
  ['an error page without end', 'error-body', 'malformed-answer: The answer of'],
  ['headers without end', 'headers', 'malformed-answer: The answer of'],
  ['one line without end', 'one-line', 'malformed-answer: The answer'],
  ['events without end', 'events', 'malformed-answer: The answer'],
])(
  '%s ends in a clear error with memory flat, streamed or not',
  async (_what, way, words) => {
    for (const { how, ended, grownMegabytes } of await read(way)) {
      expect(ended, how).toMatch(new RegExp(`^${words}`));
      expect(grownMegabytes, how).toBeLessThan(flat);
    }
  },
  90_000,
);

test.each([
  ['an endless drip', 'drip'],
  ['a silence', 'silence'],
])(
  '%s ends at the deadline of the call, streamed or not',
  async (_what, way) => {
    for (const { how, ended, grownMegabytes, tookMs } of await read(way, 1_500)) {
      expect(ended, how).toBe('timeout: The model did not finish its answer within 1.5 s.');
      expect(tookMs).toBeGreaterThanOrEqual(1_490);
      expect(grownMegabytes, how).toBeLessThan(flat);
    }
  },
  60_000,
);
