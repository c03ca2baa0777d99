// One statement for many who ask: below a full load each goes alone and at once, and the busier it gets, the more
// share a round trip and a commit.
import { isDatabaseAway } from './database-away.ts';

type Options = {
  /** Statements under way; whoever asks meanwhile shares the next. */
  atOnce: number;
  /** Of one statement. */
  asks: number;
  characters: number;
  /** A statement that takes longer, as on a connection whose other end has vanished, holds up nobody else. */
  holdUpMs?: number;
};

export type Ask = {
  /** In this order a statement works, and takes its locks: two that want the same ones do not wait for each other. */
  order: string;
  text: string;
};

type Waiting<Answer> = Ask & { resolve(answer: Answer): void; reject(error: unknown): void };

/** `send` gives the answers in the order of the texts. */
export function shareStatements<Answer>(
  send: (texts: readonly string[]) => Promise<Answer[]>,
  { atOnce, asks, characters, holdUpMs = 5_000 }: Options,
): (ask: Ask) => Promise<Answer> {
  const waiting: Waiting<Answer>[] = [];
  let underWay = 0;

  function sendWhatWaits(): void {
    while (underWay < atOnce && waiting.length > 0) {
      underWay += 1;
      let isCounted = true;
      const letNextGo = () => {
        if (!isCounted) return;
        isCounted = false;
        underWay -= 1;
        sendWhatWaits();
      };
      const patience = setTimeout(letNextGo, holdUpMs);
      void answer(take()).finally(() => {
        clearTimeout(patience);
        letNextGo();
      });
    }
  }

  function take(): Waiting<Answer>[] {
    let length = 0;
    const tooMuch = waiting.findIndex(({ text }, index) => {
      length += text.length;
      return index > 0 && (index === asks || length > characters);
    });
    const taken = waiting.splice(0, tooMuch === -1 ? waiting.length : tooMuch);
    return taken.toSorted((one, other) => (one.order < other.order ? -1 : one.order > other.order ? 1 : 0));
  }

  async function answer(taken: Waiting<Answer>[]): Promise<void> {
    try {
      const answers = await send(taken.map(({ text }) => text));
      for (const [index, { resolve, reject }] of taken.entries()) {
        const found = answers[index];
        if (found === undefined) reject(new Error('The database answered fewer than it was asked.'));
        else resolve(found);
      }
    } catch (error) {
      // What the database refuses is the fault of one; the others do not share its fate.
      if (taken.length === 1 || isDatabaseAway(error)) for (const { reject } of taken) reject(error);
      else await Promise.all(taken.map((one) => answer([one])));
    }
  }

  return (ask) =>
    new Promise((resolve, reject) => {
      // What arrives in this turn of the loop goes together.
      if (waiting.push({ ...ask, resolve, reject }) === 1) setImmediate(sendWhatWaits);
    });
}
