'use client';

import { listSome } from '@patchbay/schema/list-some.ts';
import { PlugZap, Square } from 'lucide-react';
import { useWatch } from 'react-hook-form';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { ConnectionTestResult } from './connection-test-result';
import type { ModelFormValues, Setup } from './model-form-values';
import { changesSince } from './save-gate';
import { TestStages } from './test-stages';
import type { ConnectionTest } from './use-connection-test';

interface ConnectionPanelProps {
  test: ConnectionTest;
  now: Setup;
  labelOf(field: string): string;
  /** Where suggested prices came from, once some were filled in. */
  priceSource: string | null;
  onTest(): void;
}

/** The proof that what is entered works, while it is being made and after. */
export function ConnectionPanel({ test, now, labelOf, priceSource, onTest }: ConnectionPanelProps) {
  const [inputCost, outputCost] = useWatch<ModelFormValues, ['inputCost', 'outputCost']>({
    name: ['inputCost', 'outputCost'],
  });
  const running = test.state === 'running';
  const changed = test.result && test.tested ? changesSince(test.tested, now, labelOf) : [];
  return (
    <section aria-labelledby="connection-test" className="flex flex-col gap-3">
      <header className="flex flex-wrap items-center justify-between gap-2">
        <h3 id="connection-test" className="text-sm font-semibold">
          Connection test
        </h3>
        {running ? (
          <Button icon={<Square />} onClick={test.stop}>
            Stop
          </Button>
        ) : (
          <Button icon={<PlugZap />} onClick={onTest}>
            Test connection
          </Button>
        )}
      </header>
      {test.state === 'untested' && (
        <p className="text-xs text-muted">
          Calls the model once, just as a run would, and asks for {'{"status":"ok"}'}. The call is billed by
          the provider, and nothing is saved by it.
        </p>
      )}
      <TestStages test={test} />
      {changed.length > 0 && test.result?.passed ? (
        <Notice>It passed before you changed {listSome(changed)}. Test again.</Notice>
      ) : (
        <ConnectionTestResult
          test={test}
          priced={inputCost.trim() !== '' && outputCost.trim() !== ''}
          priceSource={priceSource}
        />
      )}
    </section>
  );
}
