'use client';

import { milliseconds } from '@/settings/system/milliseconds';
import { Notice } from '@/ui/notice';
import type { ConnectionTest } from './use-connection-test';

interface ConnectionTestResultProps {
  test: Pick<ConnectionTest, 'result'>;
  /** Whether both prices are known. */
  priced: boolean;
  /** Where prices came from that the test filled in. */
  priceSource?: string | null;
}

/** How a test ended: in the provider's words where it failed, with what to do. */
export function ConnectionTestResult({ test: { result }, priced, priceSource }: ConnectionTestResultProps) {
  return (
    <div aria-live="polite" className="flex flex-col gap-2 empty:hidden">
      {result?.passed && (
        <Notice tone="success" title={result.message}>
          The model answered after {milliseconds(result.latencyMs)}.
        </Notice>
      )}
      {result?.passed && priced && priceSource && (
        <Notice title="Costs were filled in">
          <p className="wrap-anywhere">{priceSource}</p>
        </Notice>
      )}
      {result?.passed && !priced && (
        <Notice tone="warning" title="Cost tracking requires per-token pricing">
          No price is known for this model. Until both costs are entered, its calls count as unpriced.
        </Notice>
      )}
      {result && !result.passed && <FailedTest result={result} />}
    </div>
  );
}

function FailedTest({ result }: { result: NonNullable<ConnectionTest['result']> }) {
  const { message, cause, fix, httpStatus } = result;
  return (
    <Notice tone="danger" title="Connection test failed">
      <p className="max-h-48 overflow-y-auto wrap-anywhere whitespace-pre-line">{message}</p>
      {/* Most messages begin with the likely cause. */}
      {cause && !message.includes(cause) && <p className="mt-1.5">Likely cause: {cause}.</p>}
      {fix && <p className="mt-1.5 text-muted">{fix}</p>}
      {httpStatus !== null && <p className="mt-1.5 text-xs text-muted">HTTP {httpStatus}</p>}
    </Notice>
  );
}
