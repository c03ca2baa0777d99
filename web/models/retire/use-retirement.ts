'use client';

import { useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '@/graphql/generated';
import { outcomeOf } from '@/graphql/outcome';
import { toast } from '@/ui/toast';
import { asInput, carryOver, changesBetween, type Decision, proposalFor } from './decision';
import type { RepointPlan } from './repoint-plan';
import type { RetireModelProps } from './retire-model-dialog';

const Retire = graphql(`
  mutation RetireModel($input: RetireModelInput!) {
    retireModel(input: $input) {
      ... on RetireModelPayload {
        model {
          id
          status
          updatedAt
          usage {
            workflowCount
          }
        }
        workflowsRepointed
        versionsPublished
      }
      ... on UsageChangedError {
        plan {
          ...RepointPlanFields
        }
      }
      ...Failure
    }
  }
`);

/** What is decided, upon what is known; and when that has changed meanwhile, upon what is known then. */
export function useRetirement(first: RepointPlan, { model, as, onClose, onRetired }: RetireModelProps) {
  const [plan, setPlan] = useState(first);
  const [decision, setDecision] = useState(() => proposalFor(first));
  const [changed, setChanged] = useState<ReturnType<typeof changesBetween>>();
  const [refusal, setRefusal] = useState<string>();
  const [{ fetching: pending }, retire] = useMutation(Retire);

  async function confirm() {
    setRefusal(undefined);
    const input = { modelId: model.id, as, seen: plan.seen, ...asInput(plan, decision) };
    const { data, error } = await retire({ input });
    const answer = data?.retireModel;
    if (answer && 'plan' in answer) {
      setChanged(changesBetween(plan, answer.plan));
      setDecision(carryOver(decision, answer.plan));
      return setPlan(answer.plan);
    }
    const outcome = outcomeOf(answer, error);
    if (!outcome.ok) return setRefusal(outcome.message);
    toast.success(sayDone(model.displayName, as, outcome.data));
    onClose();
    onRetired();
  }

  return {
    plan,
    decision,
    decide: (part: Partial<Decision>) => setDecision((before) => ({ ...before, ...part })),
    changed,
    refusal,
    pending,
    confirm,
  };
}

function sayDone(
  name: string,
  as: RetireModelProps['as'],
  { workflowsRepointed }: { workflowsRepointed: number },
): string {
  const done = `${name} is ${as === 'DELETED' ? 'deleted' : 'switched off'}`;
  if (workflowsRepointed === 0) return done;
  return `${done}, and replaced in ${workflowsRepointed === 1 ? '1 workflow' : `${workflowsRepointed} workflows`}`;
}
