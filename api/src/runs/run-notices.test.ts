import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LiveHub, startHub } from '../live/hub.ts';
import { createLog } from '../log.ts';
import { createDatabase, type TestDatabase } from '../test/database.ts';
import { waitFor } from '../test/durable-ground.ts';
import { runTopic } from './run.ts';
import { createRunNotices } from './run-notices.ts';

const log = createLog('test', { level: 'silent' });
let database: TestDatabase;
let hub: LiveHub;

beforeAll(async () => {
  database = await createDatabase();
  hub = startHub({ databaseUrl: database.url, log });
  await waitFor(async () => (hub.isListening ? true : null));
});

afterAll(async () => {
  await hub.close();
  await database.close();
});

test.each([
  ['control characters', '\u0001'],
  ['halves of surrogate pairs', '\ud800'],
  ['line breaks', '\n'],
  ['three-byte letters', '漢'],
])(
  'an answer of nothing but %s reaches its watchers, and keeps nobody else from theirs',
  async (_, letter) => {
    const notices = createRunNotices(database.orm, log, 5);
    const [odd, other] = [randomUUID(), randomUUID()];
    const text = letter.repeat(5_000);
    let read = '';
    let told = 0;
    const stops = [
      hub.listen(runTopic(odd), {
        onEvent: (payload) => (read += (payload as { text: string }).text),
        onGap: () => {},
      }),
      hub.listen(runTopic(other), { onEvent: () => (told += 1), onGap: () => {} }),
    ];
    notices.textAdded(odd, 'p1', 0, text);
    notices.rowsChanged(other);
    await notices.close();
    await waitFor(async () => (told === 1 && read.length === text.length ? true : null), 2_000);
    expect(read).toBe(text);
    for (const stop of stops) stop();
  },
);
