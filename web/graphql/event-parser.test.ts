import { expect, test } from 'vitest';
import { createEventParser } from './event-parser.ts';

const stream = 'event: next\nid: 7\ndata: {"a":1}\n\n: heartbeat\n\nevent: complete\ndata:\n\n';
const events = [
  { event: 'next', data: '{"a":1}', id: '7' },
  { event: 'complete', data: '', id: undefined },
];

test('events are read whole, and heartbeats give none', () => {
  expect(createEventParser()(stream)).toEqual(events);
});

test('a stream may be cut anywhere, and the events are the same', () => {
  for (const text of [stream, stream.replaceAll('\n', '\r\n')]) {
    for (let cut = 1; cut < text.length; cut++) {
      const parse = createEventParser();
      expect([...parse(text.slice(0, cut)), ...parse(text.slice(cut))], `cut at ${cut}`).toEqual(events);
    }
  }
});

test('several data lines of one event are joined by line breaks', () => {
  expect(createEventParser()('data: one\ndata: two\n\n')).toEqual([
    { event: 'message', data: 'one\ntwo', id: undefined },
  ]);
});

test('an id belongs to its own event and to no later one', () => {
  const [first, second] = createEventParser()('id: 1\ndata: a\n\ndata: b\n\n');
  expect([first?.id, second?.id]).toEqual(['1', undefined]);
});

test('an event that is not finished by an empty line is not given', () => {
  expect(createEventParser()('event: next\ndata: {"half"')).toEqual([]);
});
