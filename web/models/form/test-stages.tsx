import { Check } from 'lucide-react';
import { milliseconds } from '@/settings/system/milliseconds';
import { Spinner } from '@/ui/spinner';
import type { ConnectionTest, TestEvent } from './use-connection-test';

type Stage = TestEvent['stage'];

/** What each stage has done, and what is waited for after it. */
const words = {
  RESOLVE: { done: 'Address found', next: 'Connecting' },
  CONNECT: { done: 'Connected', next: 'Sending the request' },
  REUSED: { done: 'Connected already', next: 'Sending the request' },
  REQUEST: { done: 'Request sent', next: 'Waiting for the first byte' },
  FIRST_BYTE: { done: 'First byte', next: 'Reading the answer' },
  ANSWER: { done: 'Answer complete', next: 'Writing down the result' },
  DONE: { done: 'Done', next: '' },
} as const satisfies Record<Stage, { done: string; next: string }>;

/** How far a test has come, stage by stage, each with the time since it began. */
export function TestStages({ test: { stages, state } }: { test: Pick<ConnectionTest, 'stages' | 'state'> }) {
  if (state === 'untested') return null;
  const last = stages.at(-1);
  return (
    <ol aria-label="Stages of the test" aria-live="polite" className="flex flex-col text-sm">
      {stages.map(({ stage, detail, elapsedMs }, index) => (
        <li key={`${index} ${stage}`} className="flex gap-2.5 pb-2.5">
          <span
            aria-hidden
            className="mt-0.5 inline-flex size-4 shrink-0 items-center justify-center rounded-full bg-success-soft text-success"
          >
            <Check className="size-3" />
          </span>
          <span className="min-w-0 flex-1">
            <span className="font-medium">{words[stage].done}</span>
            <span className="block text-xs wrap-anywhere text-muted">{detail}</span>
          </span>
          <span className="shrink-0 text-xs leading-5 text-muted tabular-nums">
            {milliseconds(elapsedMs)}
          </span>
        </li>
      ))}
      {state === 'running' && (
        <li className="flex items-center gap-2.5 text-muted">
          <Spinner />
          {last ? words[last.stage].next : 'Looking up the address'}
        </li>
      )}
      {state === 'stopped' && <li className="text-muted">Stopped. Nothing was recorded.</li>}
    </ol>
  );
}
