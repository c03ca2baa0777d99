import { watchWork } from '../live/watch-work.ts';
import type { FetchStage } from '../providers/fetch-stage.ts';
import { beginLiveCall, endLiveCall, interrupted, readKey } from './begin-live-call.ts';
import { ConnectionTest } from './connection-test.ts';
import { prepareTest, type SetupToCall, type Tools } from './test-connection.ts';

export const connectionTestStages = {
  RESOLVE: 'The name of the server was resolved, and its address may be called.',
  CONNECT: 'The connection stands; with https it is secured.',
  REUSED: 'In place of RESOLVE and CONNECT: a connection was still open from an earlier call.',
  REQUEST: 'The request goes out.',
  FIRST_BYTE: 'The server begins to answer.',
  ANSWER: 'The answer is whole, and in the form that was asked for.',
  DONE: 'The test is over and recorded.',
} as const;

export type ConnectionTestStage = keyof typeof connectionTestStages;

export type ConnectionTestEvent = {
  stage: ConnectionTestStage;
  detail: string;
  elapsedMs: number;
  test: ConnectionTest | null;
};

type Input = SetupToCall & { idempotencyKey: string };

/**
 * The same test as everywhere, told as it goes on. Who comes back with the same key sees what was recorded: nothing is
 * called, and paid, twice.
 */
export async function watchConnectionTest(
  tools: Tools,
  input: Input,
  left: AbortSignal,
): Promise<AsyncGenerator<ConnectionTestEvent, undefined>> {
  const key = readKey(input.idempotencyKey);
  const perform = await prepareTest(tools, input);
  const { transact } = tools;
  const { id, repeated } = await beginLiveCall(transact, 'TEST', key);
  const recorded = repeated && (await transact((em) => em.findOne(ConnectionTest, { liveCallId: id })));
  if (repeated && !recorded) throw interrupted();
  return watchWork<ConnectionTestEvent>(
    async (tell, signal) => {
      const started = performance.now();
      const say = (stage: ConnectionTestStage, detail: string, test: ConnectionTest | null = null) =>
        tell({ stage, detail, elapsedMs: performance.now() - started, test });
      if (recorded) return say('DONE', recorded.message, recorded);
      try {
        const stages = (stage: FetchStage) => say(stage.stage, inWords(stage));
        const test = await perform({ signal, tell: stages, liveCallId: id });
        if (test.passed) say('ANSWER', connectionTestStages.ANSWER);
        say('DONE', test.message, test);
      } finally {
        await endLiveCall(transact, id);
      }
    },
    { left },
  );
}

function inWords(stage: FetchStage): string {
  const { host } = stage;
  switch (stage.stage) {
    case 'RESOLVE':
      return `${host} is at ${stage.addresses.join(', ')}, which may be called.`;
    case 'CONNECT':
      return `Connected to ${host}, ${stage.protocol ? `secured by ${stage.protocol}` : 'not encrypted'}.`;
    case 'REUSED':
      return `A connection to ${host} was still open from an earlier call, so it is used again.`;
    case 'REQUEST':
      return `The request goes out to ${host}.`;
    case 'FIRST_BYTE':
      return `${host} answers: HTTP ${stage.status}.`;
  }
}
