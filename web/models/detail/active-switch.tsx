'use client';

import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { Switch } from '@/ui/switch';
import { toast } from '@/ui/toast';
import type { ModelDetails } from './model-details-query';

const SetActive = graphql(`
  mutation SetModelActive($input: SetModelActiveInput!) {
    setModelActive(input: $input) {
      ... on SetModelActivePayload {
        model {
          id
          status
          updatedAt
        }
      }
      ...Failure
    }
  }
`);

interface ActiveSwitchProps {
  model: ModelDetails;
  /** Asked first: steps may need other models. */
  onSwitchOff(): void;
}

/** Off: steps that name the model are refused until it is on again. Nothing of it is lost. */
export function ActiveSwitch({ model, onSwitchOff }: ActiveSwitchProps) {
  const [setActive, pending] = useDeed(SetActive);

  async function change(active: boolean) {
    if (!active) return onSwitchOff();
    const outcome = await setActive({ input: { modelId: model.id, active } });
    if (outcome.ok) toast.success(`${model.displayName} is switched on`);
    else toast.error(outcome.message);
  }

  return (
    <div className="mr-2">
      <Switch
        label="Active"
        checked={model.status === 'ACTIVE'}
        onCheckedChange={change}
        disabled={pending}
      />
    </div>
  );
}
