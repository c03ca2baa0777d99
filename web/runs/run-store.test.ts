import { expect, test } from 'vitest';
import {
  endedWithoutResult,
  type LiveEvent,
  type LiveRun,
  type LiveStep,
  noRun,
  withEvent,
} from './run-store.ts';

const step = (changes: Partial<LiveStep> = {}): LiveEvent => ({
  step: {
    id: 'answer',
    kind: 'prompt',
    path: 'answer',
    nodeId: 'answer',
    status: 'RUNNING',
    origin: 'RAN',
    sourceRunId: null,
    calls: [],
    startedAt: '2026-01-01T00:00:00Z',
    finishedAt: null,
    error: null,
    output: null,
    partial: null,
    items: null,
    sent: null,
    priceDifference: null,
    attempts: [],
    ...changes,
  },
});
const text = (offset: number, text: string): LiveEvent => ({
  stepPath: 'answer',
  offset,
  text,
  startsOver: false,
});
const after = (...events: LiveEvent[]) => events.reduce(withEvent, noRun).texts['answer'];

test('text goes on from its end', () => {
  expect(after(step(), text(0, 'Hello'), text(5, ' world'))).toBe('Hello world');
});

test('text that begins anew replaces what the failed candidate wrote', () => {
  expect(after(step(), text(0, 'Half an ans'), text(0, 'The'), text(3, ' answer'))).toBe('The answer');
});

test('an answer that breaks off is gone at once, and the step is marked as one that began anew', () => {
  const broken: LiveEvent = { stepPath: 'answer', offset: 0, text: '', startsOver: true };
  const state = [step(), text(0, 'Half an ans'), broken].reduce(withEvent, noRun);
  expect(state.texts['answer']).toBe('');
  expect(state.startedOver).toContain('answer');
  expect(withEvent(state, text(0, 'The answer')).startedOver).toContain('answer');
});

test('a watcher that comes late goes on from the text so far', () => {
  expect(after(step({ partial: 'Hello' }), text(5, ' world'))).toBe('Hello world');
});

test('a step that is done shows its answer', () => {
  expect(after(text(0, 'Hel'), step({ status: 'SUCCEEDED', output: { text: 'Hello.' } }))).toBe('Hello.');
});

test('a step that changed in another way keeps the text that was streamed', () => {
  expect(after(step(), text(0, 'Hello'), step({ status: 'FAILED' }))).toBe('Hello');
});

test('a run whose way leads to none of its outputs has ended without a result', () => {
  const outputs = (...statuses: LiveStep['status'][]) =>
    statuses
      .map((status, index) => step({ nodeId: `end${index}`, kind: 'output', status }))
      .reduce(withEvent, noRun).steps;
  const run = (status: LiveRun['status']) => ({ status }) as LiveRun;
  const ended = run('SUCCEEDED');
  expect(endedWithoutResult({ run: ended, steps: outputs('SKIPPED', 'SKIPPED') })).toBe(true);
  expect(endedWithoutResult({ run: ended, steps: outputs('SKIPPED', 'SUCCEEDED') })).toBe(false);
  expect(endedWithoutResult({ run: run('FAILED'), steps: outputs('SKIPPED') })).toBe(false);
  expect(endedWithoutResult({ run: ended, steps: {} }), 'a run of one step').toBe(false);
});
