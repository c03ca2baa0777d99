'use client';

import { Wrench } from 'lucide-react';
import { span } from '@/runs/duration';
import { AnswerText } from '@/runs/answer-text';
import { Badge } from '@/ui/badge';
import { Fact } from '@/ui/fact';
import { Notice } from '@/ui/notice';
import { Spinner } from '@/ui/spinner';
import type { Trial, TrialEnd } from './trial-state';

interface TrialAnswerProps {
  trial: Trial;
  running: boolean;
}

/** The answer while it comes, what the model thought and called, and what it took. */
export function TrialAnswer({ trial, running }: TrialAnswerProps) {
  const { text, reasoning, toolCalls, end, failure } = trial;
  const silent = text === '' && reasoning === '' && toolCalls.length === 0;
  const object = end?.object ?? null;
  return (
    <section
      aria-label="Answer"
      aria-busy={running}
      className="flex min-w-0 flex-col gap-3 rounded-lg border border-line bg-panel p-4"
    >
      {running && (
        <p role="status" className="flex items-center gap-2 text-xs text-muted">
          <Spinner className="size-3.5" /> {silent ? 'Waiting for the first word' : 'Answering'}
        </p>
      )}
      {reasoning !== '' && (
        <details className="rounded-md bg-sunken px-3 py-2 text-xs text-muted">
          <summary className="w-fit cursor-pointer rounded-sm hover:text-ink">Reasoning</summary>
          <p className="mt-1.5 leading-5 wrap-anywhere whitespace-pre-wrap">{reasoning}</p>
        </details>
      )}
      {/* An answer by a schema is shown as what was read of it. */}
      {object === null ? (
        text !== '' && <AnswerText text={text} streaming={running} />
      ) : (
        <Json value={object} />
      )}
      {toolCalls.map((call, index) => (
        <div key={`${index} ${call.name}`} className="flex flex-col gap-1.5">
          <p className="flex items-center gap-1.5 text-sm">
            <Wrench aria-hidden className="size-4 text-muted" /> Would call{' '}
            <code className="font-mono text-xs break-all">{call.name}</code>
          </p>
          <Json value={call.arguments} />
        </div>
      ))}
      {end?.error && (
        <Notice tone="danger" title="The model did not answer">
          <p className="max-h-48 overflow-y-auto wrap-anywhere whitespace-pre-line">{end.error.message}</p>
          {end.error.fix && <p className="mt-1.5 text-muted">{end.error.fix}</p>}
        </Notice>
      )}
      {failure && (
        <Notice tone="danger" title="This was not sent, or its answer was lost">
          {failure.message}
        </Notice>
      )}
      {!running && !end && !failure && <p className="text-xs text-muted">Stopped. The rest did not come.</p>}
      {end?.attempt && <TrialReceipt attempt={end.attempt} finishReason={end.finishReason} />}
      {end?.repeated && (
        <p className="text-xs text-muted">The connection broke off: this is what was recorded.</p>
      )}
    </section>
  );
}

function TrialReceipt({
  attempt,
  finishReason,
}: {
  attempt: NonNullable<TrialEnd['attempt']>;
  finishReason: string | null;
}) {
  const { inputTokens, outputTokens, cachedTokens, reasoningTokens, cost } = attempt;
  const { firstTokenMs, latencyMs } = attempt;
  return (
    <dl
      aria-label="What it took"
      className="flex flex-wrap gap-x-4 gap-y-1 border-t border-line pt-3 text-xs"
    >
      <Fact name="Tokens in" value={count(inputTokens)} />
      <Fact name="Tokens out" value={count(outputTokens)} />
      {Boolean(cachedTokens) && <Fact name="Cached" value={count(cachedTokens)} />}
      {Boolean(reasoningTokens) && <Fact name="Reasoning" value={count(reasoningTokens)} />}
      <Fact name="Cost" value={cost === null ? 'not tracked' : `$${cost}`} />
      <Fact name="First token" value={firstTokenMs === null ? 'none' : span(firstTokenMs)} />
      <Fact name="Took" value={span(latencyMs)} />
      {finishReason === 'length' && (
        <div>
          <dt className="sr-only">Ended</dt>
          <dd>
            <Badge tone="warning">Cut at max tokens</Badge>
          </dd>
        </div>
      )}
    </dl>
  );
}

function Json({ value }: { value: unknown }) {
  return (
    <pre className="max-h-96 overflow-y-auto rounded-md bg-sunken px-2.5 py-2 font-mono text-xs leading-5 wrap-anywhere whitespace-pre-wrap">
      {JSON.stringify(value, null, 2)}
    </pre>
  );
}

const count = (tokens: number | null) => (tokens === null ? 'not reported' : tokens.toLocaleString('en-GB'));
