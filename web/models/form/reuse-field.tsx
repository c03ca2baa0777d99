'use client';

import { Controller, useFormContext } from 'react-hook-form';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { CredentialLendersQuery } from '@/graphql/generated/graphql';
import { Combobox } from '@/ui/combobox';
import { Field } from '@/ui/field';
import type { Provider } from './model-form-query';
import type { ModelFormValues } from './model-form-values';
import { choicesOf } from './provider-fields';

const CredentialLenders = graphql(`
  query CredentialLenders($provider: String!) {
    models(first: 100, type: CUSTOM, status: [ACTIVE], provider: [$provider]) {
      totalCount
      nodes {
        id
        reference
        displayName
        fields {
          name
          label
          value
          mask
          secret
        }
      }
    }
  }
`);

type Lender = CredentialLendersQuery['models']['nodes'][number];

/** An option needs a value to be shown as chosen; no model has this id. */
const enterNew = 'new';

/** Offered where another active model of the provider signs in the same way and has a saved key. */
export function ReuseField({ provider, modelId }: { provider: Provider; modelId: string | undefined }) {
  const { control, watch, formState } = useFormContext<ModelFormValues>();
  const [{ data }] = useQuery({
    query: CredentialLenders,
    variables: { provider: provider.id },
    requestPolicy: 'cache-and-network',
  });
  const typed = watch('fields');
  const choices = choicesOf(provider.fields);
  const lenders = (data?.models.nodes ?? []).filter(
    (model) =>
      model.id !== modelId &&
      savedKeys(model).length > 0 &&
      choices.every((name) => valueIn(model, name) === typed[name]),
  );
  const unlisted = data ? data.models.totalCount - data.models.nodes.length : 0;
  if (lenders.length === 0) return null;
  return (
    <Controller
      control={control}
      name="credentialsFrom"
      render={({ field }) => (
        <Field
          label="Reuse saved credentials"
          optional
          hint={`Copies the key, and the address where there is one, of another model of this provider.${
            unlisted > 0 ? ` ${unlisted} more models are not listed here.` : ''
          }`}
          error={formState.errors.credentialsFrom?.message}
        >
          <Combobox
            options={[
              { value: enterNew, label: modelId ? 'Keep or replace its own' : 'Enter new credentials' },
              ...lenders.map(optionOf),
            ]}
            value={field.value || enterNew}
            onValueChange={(id) => field.onChange(id === null || id === enterNew ? '' : id)}
            empty="No model with a saved key matches."
          />
        </Field>
      )}
    />
  );
}

function savedKeys({ fields }: Lender) {
  return (fields ?? []).filter(({ secret, mask }) => secret && mask);
}

function valueIn({ fields }: Lender, name: string): string | undefined {
  return fields?.find((field) => field.name === name)?.value ?? undefined;
}

function optionOf(model: Lender) {
  const { id, reference, displayName } = model;
  const keys = savedKeys(model).map(({ label, mask }) => `${label} ${mask}`);
  return { value: id, label: displayName || reference, description: [reference, ...keys].join(' · ') };
}
