import { describe, expect, test } from 'vitest';
import { ProviderError, type ProviderErrorKind, providerErrorKinds } from '../providers/provider-error.ts';
import { callWithFailover } from './call-with-failover.ts';

type Script = Record<string, (ProviderError | 'answers')[]>;

/** Each candidate does what its script says, call by call; the last entry repeats. */
async function play(script: Script, { substitution = false } = {}) {
  const calls: string[] = [];
  const waits: number[] = [];
  const outcome = await callWithFailover({
    candidates: Object.keys(script),
    substitution,
    signal: new AbortController().signal,
    wait: async (ms) => waits.push(ms),
    call: async (candidate) => {
      const lines = script[candidate] ?? [];
      const line = lines[Math.min(calls.filter((name) => name === candidate).length, lines.length - 1)];
      calls.push(candidate);
      if (line instanceof ProviderError) throw line;
      return `${candidate} answered`;
    },
  }).then(
    ({ answer }) => answer,
    (error: ProviderError) => error.kind,
  );
  return { outcome, calls, waits };
}

const failing = (kind: ProviderErrorKind, retryAfterMs?: number) => [
  new ProviderError(kind, { retryAfterMs }),
];
const kinds = Object.keys(providerErrorKinds) as ProviderErrorKind[];

describe.each(kinds)('%s', (kind) => {
  const { again, next } = providerErrorKinds[kind];

  test(`is called ${again ? 'twice again' : 'once'} where no candidate follows`, async () => {
    const { outcome, calls } = await play({ only: failing(kind) });
    expect(outcome).toBe(kind);
    expect(calls).toHaveLength(again ? 3 : 1);
  });

  test(`${next === 'always' ? 'goes' : 'does not go'} to the next candidate by itself`, async () => {
    const { outcome, calls } = await play({ first: failing(kind), second: ['answers'] });
    expect(outcome).toBe(next === 'always' ? 'second answered' : kind);
    expect(calls).toEqual(next === 'always' ? ['first', 'second'] : ['first']);
  });

  test(`${next === 'never' ? 'does not go' : 'goes'} to the next candidate with substitution`, async () => {
    const { outcome } = await play({ first: failing(kind), second: ['answers'] }, { substitution: true });
    expect(outcome).toBe(next === 'never' ? kind : 'second answered');
  });
});

test('the wait that a provider asks for is honoured up to twenty seconds', async () => {
  expect(await play({ only: [...failing('rate-limit', 7_000), 'answers'] })).toMatchObject({
    outcome: 'only answered',
    waits: [7_000],
  });
  expect(await play({ only: [...failing('rate-limit', 21_000), 'answers'] })).toMatchObject({
    outcome: 'rate-limit',
    waits: [],
  });
});

test('when all candidates fail it is the last one whose error is told', async () => {
  const { outcome, calls } = await play({ first: failing('outage'), second: failing('quota') });
  expect(outcome).toBe('quota');
  expect(calls).toEqual(['first', 'second']);
});

test('an error that is no provider error is nobody else to try', async () => {
  const call = callWithFailover({
    candidates: ['first', 'second'],
    substitution: true,
    signal: new AbortController().signal,
    call: async () => {
      throw new TypeError('a bug');
    },
  });
  await expect(call).rejects.toThrow('a bug');
});
