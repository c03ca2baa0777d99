'use client';

import { milliseconds } from '@/settings/system/milliseconds';
import { Notice } from '@/ui/notice';
import { Spinner } from '@/ui/spinner';
import type { ConnectionTest } from './use-connection-test';

interface ConnectionTestResultProps {
  test: ConnectionTest;
  /** Whether both prices are known. */
  priced: boolean;
}

/** Stands where the buttons are: whoever presses one sees what came of it, wherever the form is scrolled to. */
export function ConnectionTestResult({ test: { result, running }, priced }: ConnectionTestResultProps) {
  return (
    <div
      aria-live="polite"
      className="flex max-h-[40vh] shrink-0 flex-col gap-2 overflow-y-auto px-5 not-empty:border-t not-empty:border-line not-empty:py-3"
    >
      {running && (
        <p className="flex items-center gap-2 text-sm text-muted">
          <Spinner /> Asking the model for a short answer, for at most 25 seconds
        </p>
      )}
      {result?.passed && (
        <Notice tone="success" title={result.message}>
          The model answered after {milliseconds(result.latencyMs)}.
        </Notice>
      )}
      {result?.passed && !priced && (
        <Notice tone="warning">
          Cost tracking requires per-token pricing. Without it, cost is not tracked.
        </Notice>
      )}
      {result && !result.passed && (
        <Notice tone="danger" title="Connection test failed">
          <p className="break-words">{result.message}</p>
          {result.fix && <p className="mt-1 text-muted">{result.fix}</p>}
        </Notice>
      )}
    </div>
  );
}
