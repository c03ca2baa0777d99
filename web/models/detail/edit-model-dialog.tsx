'use client';

import { capabilities, capabilityNames } from '@patchbay/schema/capabilities.ts';
import { type ComponentProps, useState } from 'react';
import { useClient } from 'urql';
import { graphql } from '@/graphql/generated';
import { outcomeOf } from '@/graphql/outcome';
import { useDeed } from '@/graphql/use-deed';
import { useEdit } from '@/graphql/use-edit';
import { toast } from '@/ui/toast';
import { ModelFormDialog } from '../form/model-form-dialog';
import type { Impact } from '../impact/impact-fragment';
import { ModelImpact } from '../impact/model-impact';
import { ModelDetails } from './model-details-query';
import { NarrowingDialog } from './narrowing-dialog';

const Update = graphql(`
  mutation UpdateCustomModel($input: UpdateCustomModelInput!) {
    updateCustomModel(input: $input) {
      ... on UpdateCustomModelPayload {
        model {
          ...ModelDetailsFields
        }
      }
      ...Failure
    }
  }
`);

type Save = ComponentProps<typeof ModelFormDialog>['onSave'];
type Setup = Parameters<Save>[0]['setup'];

interface Asked {
  impact: Impact;
  lost: string[];
  answer(go: boolean): void;
}

export function EditModelDialog({ model, onClose }: { model: ModelDetails; onClose(): void }) {
  const [update] = useDeed(Update);
  const client = useClient();
  const [asked, setAsked] = useState<Asked>();
  const { base, refused } = useEdit(
    model,
    async (ask) => (await ask(ModelDetails, { reference: model.reference }))?.model,
  );

  /** Steps may need what the model is said to lack from now on: whoever saves that has seen which. */
  async function lookAhead(setup: Setup, lost: string[]) {
    const { data, error } = await client
      .query(ModelImpact, { modelId: model.id, change: { setup } }, { requestPolicy: 'network-only' })
      .toPromise();
    const outcome = outcomeOf(data?.modelImpact, error);
    if (!outcome.ok || outcome.data.stepsAffected === 0) return { outcome, go: true };
    const go = await new Promise<boolean>((answer) => setAsked({ impact: outcome.data, lost, answer }));
    setAsked(undefined);
    return { outcome, go };
  }

  const save: Save = async ({ setup, details }) => {
    const lost = capabilityNames
      .filter((name) => base.capabilities[name] && setup.capabilities?.[name] === false)
      .map((name) => capabilities[name].label);
    if (lost.length > 0) {
      const { outcome, go } = await lookAhead(setup, lost);
      if (!outcome.ok) return outcome;
      if (!go) return null;
    }
    const { id: modelId, revision: expectedRevision } = base;
    const outcome = await update({ input: { modelId, expectedRevision, setup, ...details } });
    if (!outcome.ok) return refused(outcome);
    toast.success(`${outcome.data.model.displayName} is saved`);
    onClose();
    return null;
  };

  return (
    <>
      <ModelFormDialog
        title={`Edit ${model.displayName}`}
        description="Runs use what is saved here from their next call on. Saving needs no test, but what has passed none is shown as untested."
        saved={base}
        onClose={onClose}
        onSave={save}
      />
      {asked && <NarrowingDialog {...asked} name={model.displayName} />}
    </>
  );
}
