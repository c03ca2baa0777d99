'use client';

import { PlugZap, Square } from 'lucide-react';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { ConnectionTestResult } from '../form/connection-test-result';
import { TestStages } from '../form/test-stages';
import type { ConnectionTest } from '../form/use-connection-test';
import type { ModelDetails } from './model-details-query';
import { TestHistory } from './test-history';

interface ConnectionTabProps {
  model: ModelDetails;
  test: ConnectionTest;
  /** Why the last test was not made at all. */
  refusal: string | undefined;
  onTest(): void;
}

/** A test of what is saved, while it goes on and after, and all that were made before. */
export function ConnectionTab({ model, test, refusal, onTest }: ConnectionTabProps) {
  return (
    <div className="flex flex-col gap-4">
      {model.status !== 'DELETED' && (
        <section
          aria-label="Test of what is saved"
          className="flex flex-col gap-3 rounded-lg border border-line bg-panel p-4"
        >
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="min-w-0 flex-1 basis-56 text-sm text-muted">
              Calls the model as it is saved now, and is billed by its provider.
            </p>
            {test.state === 'running' ? (
              <Button icon={<Square />} onClick={test.stop}>
                Stop
              </Button>
            ) : (
              <Button icon={<PlugZap />} onClick={onTest}>
                Test connection
              </Button>
            )}
          </div>
          <TestStages test={test} />
          <ConnectionTestResult test={test} priced={model.inputCost !== null && model.outputCost !== null} />
          {refusal && <Notice tone="danger">{refusal}</Notice>}
        </section>
      )}
      {/* A new test stands first: the list is read anew from there. */}
      <TestHistory key={test.result?.id} reference={model.reference} />
    </div>
  );
}
