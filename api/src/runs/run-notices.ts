// What watchers of runs are told, gathered: NOTIFY takes one lock of the whole server at commit, so it stays out of the
// rows' transactions and goes out for many runs at once. A notice is a hint; whoever hears it reads rows.
import type { Log } from '../log.ts';
import { type LiveEvent, publishNow } from '../live/publish.ts';
import type { MikroORM } from '../orm.ts';
import { runTopic } from './run.ts';

export type RunNotice = { kind: 'text'; path: string; offset: number; text: string };

/** A piece of text this long fits into one notification even where JSON spells each character as an escape of six bytes. */
const longestText = 1_200;

export type RunNotices = ReturnType<typeof createRunNotices>;

export function createRunNotices(orm: MikroORM, log: Log, everyMs = 40) {
  const changed = new Set<string>();
  const texts = new Map<string, { runId: string; path: string; offset: number; text: string }>();
  let timer: NodeJS.Timeout | null = null;
  let sending = Promise.resolve();
  let sentAt = 0;
  let waitMs = 0;

  /** At once after a quiet while; otherwise together with whatever else comes until the next turn. */
  const soon = () => {
    timer ??= setTimeout(
      () => {
        timer = null;
        sentAt = performance.now();
        sending = sending.then(send);
      },
      Math.max(0, sentAt + waitMs - performance.now()),
    );
  };

  async function send() {
    const events: LiveEvent[] = [...texts.values()].flatMap(({ runId, path, offset, text }) =>
      pieces(text).map((piece) => ({
        topic: runTopic(runId),
        payload: { kind: 'text', path, offset: offset + piece.at, text: piece.text } satisfies RunNotice,
      })),
    );
    for (const runId of changed) events.push({ topic: runTopic(runId), payload: null });
    texts.clear();
    changed.clear();
    // Few are told sooner; of many, each telling is work for everybody, and the more is gathered the less of it there is.
    waitMs = Math.min(everyMs, everyMs / 2 + events.length / 10);
    await publishNow(orm, events).catch((error: unknown) =>
      log.warn({ err: error }, 'Watchers of runs were not told.'),
    );
  }

  return {
    rowsChanged(runId: string) {
      changed.add(runId);
      soon();
    },
    textAdded(runId: string, path: string, offset: number, text: string) {
      const key = `${runId} ${path}`;
      const waiting = texts.get(key);
      // A piece that does not continue the waiting one begins anew: the call started over on another candidate.
      if (waiting && waiting.offset + waiting.text.length === offset) waiting.text += text;
      else texts.set(key, { runId, path, offset, text });
      soon();
    },
    async close() {
      if (timer) clearTimeout(timer);
      await sending;
      await send();
    },
  };
}

function pieces(text: string): { at: number; text: string }[] {
  // An empty one says that the text begins anew.
  const found = [{ at: 0, text: text.slice(0, longestText) }];
  for (let at = longestText; at < text.length; at += longestText)
    found.push({ at, text: text.slice(at, at + longestText) });
  return found;
}
