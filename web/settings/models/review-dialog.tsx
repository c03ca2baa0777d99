'use client';

import { useState } from 'react';
import { graphql } from '@/graphql/generated';
import type { ModelPolicyChangeInput } from '@/graphql/generated/graphql';
import type { Failure } from '@/graphql/outcome';
import { useDeed } from '@/graphql/use-deed';
import type { Impact } from '@/models/impact/impact-fragment';
import { ImpactList } from '@/models/impact/impact-list';
import { Button } from '@/ui/button';
import { Dialog, DialogActions, DialogBody } from '@/ui/dialog';
import { Notice } from '@/ui/notice';
import { toast } from '@/ui/toast';
import { DifferenceList } from './difference-list';
import type { Difference } from './policy-differences';

const Save = graphql(`
  mutation UpdateModelPolicy($input: UpdateModelPolicyInput!) {
    updateModelPolicy(input: $input) {
      ... on UpdateModelPolicyPayload {
        policy {
          revision
        }
      }
      ...Failure
    }
  }
`);

interface ReviewDialogProps {
  impact: Impact;
  change: ModelPolicyChangeInput;
  differences: readonly Difference[];
  /** What the change was made upon. */
  revision: number;
  onClose(): void;
  /** Somebody was quicker, or a field is at fault after all. */
  onRefused(failure: Failure): void;
  onSaved(): void;
}

/** What changes, and what that does to the steps there are, looked at before it is saved. */
export function ReviewDialog(props: ReviewDialogProps) {
  const { impact, change, differences, revision, onClose, onRefused, onSaved } = props;
  const [save, saving] = useDeed(Save);
  const [unreached, setUnreached] = useState<string>();
  const stops = impact.stepsThatStop > 0;

  async function confirm() {
    const outcome = await save({ input: { expectedRevision: revision, change } });
    if (outcome.ok) {
      toast.success('The model policy is saved');
      onClose();
      onSaved();
    } else if (outcome.code === 'UNANSWERED') setUnreached(outcome.message);
    else onRefused(outcome);
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} size="lg" title="Review the change">
      <DialogBody>
        <DifferenceList differences={differences} />
        <section aria-label="What it does to steps" className="flex flex-col gap-3">
          <p className="text-xs text-muted">
            What becomes of the steps of active workflows, in their drafts and live versions:
          </p>
          <ImpactList impact={impact} />
        </section>
        {unreached && <Notice tone="danger">{unreached}</Notice>}
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>Go back</Button>
        <Button variant={stops ? 'danger' : 'primary'} pending={saving} onClick={confirm}>
          {stops ? 'Save all the same' : 'Save'}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
