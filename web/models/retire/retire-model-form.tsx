'use client';

import type { FormEvent } from 'react';
import { Button } from '@/ui/button';
import { DialogActions, DialogBody } from '@/ui/dialog';
import { Notice } from '@/ui/notice';
import { RadioGroup } from '@/ui/radio-group';
import { PolicyPlace } from '../detail/policy-place';
import { ChangedMeanwhile } from './changed-meanwhile';
import { ChoiceField } from './choice-field';
import { leftBehind, type Way } from './decision';
import { GroupFields } from './group-fields';
import { ImpactOfLeaving } from './impact-of-leaving';
import type { RepointPlan } from './repoint-plan';
import type { RetireModelProps } from './retire-model-dialog';
import { useRetirement } from './use-retirement';
import { UseList } from './use-list';

/** What becomes of each step, decided and then done at once with the model's end. */
export function RetireModelForm({ first, ...props }: RetireModelProps & { first: RepointPlan }) {
  const { model, as, onClose } = props;
  const { plan, decision, decide, changed, refusal, pending, confirm } = useRetirement(first, props);
  const used = plan.workflowCount > 0;
  const left = used ? leftBehind(plan, decision) : 0;
  const undecided = decision.way === 'one' && decision.one === null;
  const [verb, doing] = as === 'DELETED' ? ['Delete', 'delete'] : ['Switch off', 'switch off'];

  function submit(event: FormEvent) {
    event.preventDefault();
    void confirm();
  }

  return (
    <form onSubmit={submit} className="flex min-h-0 flex-col">
      <DialogBody>
        <PolicyPlace reference={model.reference} />
        {changed && <ChangedMeanwhile {...changed} />}
        {used ? (
          <>
            <UseList plan={plan} />
            <RadioGroup<Way>
              legend="What becomes of these steps?"
              options={waysFor(plan)}
              value={decision.way}
              onValueChange={(way) => decide({ way })}
            />
            {decision.way === 'one' && (
              <ChoiceField
                label="The model for all of them"
                choices={plan.choices}
                choiceCount={plan.choiceCount}
                value={decision.one}
                onChoose={(one) => decide({ one })}
              />
            )}
            {decision.way === 'each' &&
              plan.groups.map((group) => (
                <GroupFields key={group.key} group={group} decision={decision} onDecide={decide} />
              ))}
            {decision.way === 'none' && <ImpactOfLeaving modelId={model.id} as={as} />}
          </>
        ) : (
          <p className="text-sm text-muted">No active workflow uses it.</p>
        )}
        <p className="text-xs text-muted">{as === 'DELETED' ? <WhatIsLost {...model} /> : whatIsKept}</p>
        {refusal && <Notice tone="danger">{refusal}</Notice>}
      </DialogBody>
      <DialogActions>
        {decision.way === 'each' && left > 0 && (
          <p className="mr-auto min-w-0 flex-1 basis-48 self-center text-xs text-warning">
            {left === 1 ? '1 place gets' : `${left} places get`} no other model.
          </p>
        )}
        <Button onClick={onClose} disabled={pending}>
          Cancel
        </Button>
        <Button type="submit" variant="danger" pending={pending} disabled={undecided}>
          {!used
            ? as === 'DELETED'
              ? 'Delete model'
              : 'Switch off'
            : decision.way === 'none'
              ? `${verb} all the same`
              : `Replace and ${doing}`}
        </Button>
      </DialogActions>
    </form>
  );
}

function waysFor({ choices, groups }: RepointPlan) {
  const nobody = groups.every((group) => group.choices.length === 0);
  return [
    {
      value: 'one' as const,
      label: 'Another model for all of them',
      description:
        choices.length === 0
          ? 'No model here meets what all of them need.'
          : 'Live versions get a new version with nothing else changed. What is unpublished of a draft stays unpublished.',
      disabled: choices.length === 0,
    },
    {
      value: 'each' as const,
      label: 'Choose step by step',
      description: nobody
        ? 'No model here meets what any of them needs.'
        : 'The same, each with a model of its own.',
      disabled: nobody,
    },
    {
      value: 'none' as const,
      label: 'Leave them as they are',
      description: 'They go on without it, or fail, until somebody mends them.',
    },
  ];
}

function WhatIsLost({ reference }: { reference: string }) {
  return (
    <>
      Its saved credentials are gone for good. Adding a model of the same provider as{' '}
      <code className="font-mono break-all text-ink">{reference}</code> brings it back.
    </>
  );
}

const whatIsKept = 'Nothing of it is lost: it can be switched on again at any time.';
