'use client';

import { milliseconds } from '@/settings/system/milliseconds';
import { Notice } from '@/ui/notice';
import { Spinner } from '@/ui/spinner';
import type { ConnectionTest } from './use-connection-test';

export function ConnectionTestResult({ test: { result, running } }: { test: ConnectionTest }) {
  return (
    <div aria-live="polite">
      {running && (
        <p className="flex items-center gap-2 text-sm text-muted">
          <Spinner /> Asking the model for a short answer
        </p>
      )}
      {result?.passed && (
        <Notice tone="success" title={result.message}>
          It answered after {milliseconds(result.latencyMs)}.
        </Notice>
      )}
      {result && !result.passed && (
        <Notice tone="danger" title={result.cause ?? 'The connection test failed'}>
          <p className="break-words">{result.message}</p>
          {result.fix && <p className="mt-1 text-muted">{result.fix}</p>}
        </Notice>
      )}
    </div>
  );
}
