import { expect, test } from 'vitest';
import { shareStatements } from './shared-statements.ts';

/** Answers when the test says so. */
function createFarEnd() {
  const sent: { texts: readonly string[]; answer: () => void; fail: (error: Error) => void }[] = [];
  const send = (texts: readonly string[]) =>
    new Promise<string[]>((resolve, reject) =>
      sent.push({ texts, answer: () => resolve(texts.map((text) => text.toUpperCase())), fail: reject }),
    );
  return { sent, texts: () => sent.map(({ texts }) => texts.join()), send };
}

const limits = { atOnce: 1, asks: 3, characters: 100 };
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('whoever asks while a statement is under way shares the next one, and each has its own answer', async () => {
  const { sent, texts, send } = createFarEnd();
  const share = shareStatements(send, limits);
  const ask = (text: string) => share({ order: text, text });
  const first = ask('a');
  await turn();
  const others = [ask('d'), ask('b'), ask('c'), ask('e')];
  await turn();
  expect(texts()).toEqual(['a']);
  sent[0]?.answer();
  expect(await first).toBe('A');
  await turn();
  expect(texts(), 'three at most, in their order').toEqual(['a', 'b,c,d']);
  sent[1]?.answer();
  await turn();
  sent[2]?.answer();
  expect(await Promise.all(others)).toEqual(['D', 'B', 'C', 'E']);
});

test('what the database refuses of one is no fault of the others; what is away is away for all', async () => {
  const refused = new Error('refused');
  const share = shareStatements(async (texts) => {
    if (texts.includes('bad')) throw refused;
    return [...texts];
  }, limits);
  const asks = ['good', 'bad', 'fine'].map((text) => share({ order: text, text }));
  expect(await Promise.allSettled(asks)).toEqual([
    { status: 'fulfilled', value: 'good' },
    { status: 'rejected', reason: refused },
    { status: 'fulfilled', value: 'fine' },
  ]);

  let statements = 0;
  const away = Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
  const unreachable = shareStatements(() => {
    statements += 1;
    return Promise.reject(away);
  }, limits);
  const both = [unreachable({ order: '1', text: '1' }), unreachable({ order: '2', text: '2' })];
  expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(statements).toBe(1);
});

test('a long text does not make the statement of others long', async () => {
  const { texts, send } = createFarEnd();
  const share = shareStatements(send, { ...limits, atOnce: 3, characters: 5 });
  for (const text of ['1234', '56', '7']) void share({ order: text, text });
  await turn();
  await turn();
  expect(texts()).toEqual(['1234', '56,7']);
});

test('a statement that is never answered does not keep the next ones waiting for ever', async () => {
  const { sent, texts, send } = createFarEnd();
  const share = shareStatements(send, { ...limits, holdUpMs: 20 });
  void share({ order: 'lost', text: 'lost' });
  await turn();
  const next = share({ order: 'next', text: 'next' });
  await expect.poll(texts).toEqual(['lost', 'next']);
  sent[1]?.answer();
  expect(await next).toBe('NEXT');
});
