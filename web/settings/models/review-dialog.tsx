'use client';

import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { ModelPolicyChangeInput } from '@/graphql/generated/graphql';
import { useDeed } from '@/graphql/use-deed';
import { Button } from '@/ui/button';
import { Dialog, DialogActions, DialogBody } from '@/ui/dialog';
import { Notice } from '@/ui/notice';
import { Skeleton } from '@/ui/skeleton';
import { toast } from '@/ui/toast';
import { ImpactList } from './impact-list';

const Impact = graphql(`
  query ModelPolicyImpact($change: ModelPolicyChangeInput!) {
    modelPolicyImpact(change: $change) {
      ... on PolicyImpact {
        stepsLookedAt
        stepsAffected
        stepsThatStop
        steps {
          workflow {
            id
            name
          }
          live
          nodeId
          stepName
          reference
          effect
          withoutFallback
          before {
            order {
              position
              reason
              model {
                displayName
              }
            }
          }
          after {
            order {
              position
              reason
              model {
                displayName
              }
              refusals {
                code
                message
                fix
              }
            }
          }
        }
      }
      ...Failure
    }
  }
`);

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
  change: ModelPolicyChangeInput;
  revision: number;
  onClose(): void;
  onSaved(): void;
}

/** What the change does to the steps there are, looked at before it is saved. */
export function ReviewDialog({ change, revision, onClose, onSaved }: ReviewDialogProps) {
  const [{ data, error, fetching }] = useQuery({
    query: Impact,
    variables: { change },
    requestPolicy: 'network-only',
  });
  const [save, saving] = useDeed(Save);
  const [failure, setFailure] = useState<string>();
  const answer = fetching ? undefined : data?.modelPolicyImpact;
  const impact = answer && 'steps' in answer ? answer : null;
  const refusal = answer && 'code' in answer ? answer.message : error?.message;

  async function confirm() {
    const outcome = await save({ input: { expectedRevision: revision, change } });
    if (!outcome.ok) return setFailure(outcome.message);
    toast.success('The model policy is saved');
    onClose();
    onSaved();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title="Review the change"
      description="What becomes of the steps of active workflows, in their drafts and live versions."
    >
      <DialogBody>
        {fetching && <Skeleton className="h-32 w-full" />}
        {!fetching && refusal && (
          <Notice tone="danger" title="This cannot be saved">
            {refusal}
          </Notice>
        )}
        {impact && <ImpactList impact={impact} />}
        {failure && <Notice tone="danger">{failure}</Notice>}
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>Go back</Button>
        <Button
          variant={impact && impact.stepsThatStop > 0 ? 'danger' : 'primary'}
          disabled={!impact}
          pending={saving}
          onClick={confirm}
        >
          {impact && impact.stepsThatStop > 0 ? 'Save all the same' : 'Save'}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
