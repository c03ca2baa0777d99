'use client';

import clsx from 'clsx';
import { milliseconds } from '@/settings/system/milliseconds';
import { Notice } from '@/ui/notice';
import { Spinner } from '@/ui/spinner';
import type { ConnectionTest } from './use-connection-test';

interface ConnectionTestResultProps {
  test: ConnectionTest;
  /** Whether both prices are known. */
  priced: boolean;
  className?: string;
}

export function ConnectionTestResult({
  test: { result, running },
  priced,
  className,
}: ConnectionTestResultProps) {
  return (
    <div aria-live="polite" className={clsx('flex flex-col gap-2 empty:hidden', className)}>
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
