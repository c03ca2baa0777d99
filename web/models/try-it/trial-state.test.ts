import { expect, test } from 'vitest';
import { newTrial, type TrialEvent, withEvent } from './trial-state';

const events: TrialEvent[] = [
  { thought: 'Let me ' },
  { thought: 'think.' },
  { text: 'Three ' },
  { text: 'boats.' },
  { name: 'get_weather', arguments: { city: 'Oslo' } },
  {
    repeated: false,
    object: null,
    finishReason: 'stop',
    error: null,
    attempt: null,
  },
];

test('pieces join to what the model thought, said and called, each apart', () => {
  const trial = events.reduce(withEvent, newTrial);
  expect(trial).toMatchObject({
    reasoning: 'Let me think.',
    text: 'Three boats.',
    end: { finishReason: 'stop' },
  });
  expect(trial.toolCalls).toEqual([
    expect.objectContaining({ name: 'get_weather', arguments: { city: 'Oslo' } }),
  ]);
});

test('an end does not take back what was said before', () => {
  const cut = events.slice(2, 3).reduce(withEvent, newTrial);
  expect(withEvent(cut, events[5]!).text).toBe('Three ');
});
