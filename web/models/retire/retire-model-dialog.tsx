'use client';

import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { outcomeOf } from '@/graphql/outcome';
import { reasonOf } from '@/graphql/reason-of';
import { Attempts } from '@/ui/attempts';
import { Dialog, DialogBody } from '@/ui/dialog';
import { ErrorState } from '@/ui/error-state';
import { Skeleton } from '@/ui/skeleton';
import { type RepointPlan, PlanOfRepointing } from './repoint-plan';
import { RetireModelForm } from './retire-model-form';

export interface RetireModelProps {
  model: { id: string; reference: string; displayName: string };
  as: 'DELETED' | 'INACTIVE';
  onClose(): void;
  onRetired(): void;
}

/** Before a model goes: who uses it, and who answers them from then on. */
export function RetireModelDialog(props: RetireModelProps) {
  const { model, as, onClose } = props;
  return (
    <Dialog
      open
      lasting
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title={`${as === 'DELETED' ? 'Delete' : 'Switch off'} ${model.displayName}?`}
    >
      <Attempts>{(retry) => <Plan {...props} onRetry={retry} />}</Attempts>
    </Dialog>
  );
}

function Plan({ onRetry, ...props }: RetireModelProps & { onRetry(): void }) {
  const { model } = props;
  const client = useClient();
  const [plan, setPlan] = useState<RepointPlan>();
  const [refusal, setRefusal] = useState<string>();
  useEffect(() => {
    let left = false;
    // Workflows change without a word to this page.
    void client
      .query(PlanOfRepointing, { modelId: model.id }, { requestPolicy: 'network-only' })
      .toPromise()
      .then(({ data, error }) => {
        if (left) return;
        const outcome = outcomeOf(data?.repointPlan, error);
        if (outcome.ok) setPlan(outcome.data);
        else setRefusal(error ? reasonOf(error) : outcome.message);
      });
    return () => {
      left = true;
    };
  }, [client, model.id]);

  if (plan) return <RetireModelForm {...props} first={plan} />;
  return (
    <DialogBody>
      {refusal ? (
        <ErrorState title="Who uses it could not be found out" onRetry={onRetry}>
          {refusal}
        </ErrorState>
      ) : (
        <>
          <p role="status" className="text-sm text-muted">
            Looking for the workflows that use it …
          </p>
          <Skeleton className="h-32 w-full" />
        </>
      )}
    </DialogBody>
  );
}
