'use client';

import { slugFault } from '@patchbay/schema/model-ref.ts';
import { useFormContext, useWatch } from 'react-hook-form';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { useSettled } from '../use-settled';
import type { ModelFormValues } from './model-form-values';

const SlugHolder = graphql(`
  query SlugHolder($reference: String!) {
    model(reference: $reference) {
      id
      reference
      displayName
      status
      provider
    }
  }
`);

/** Says while one types whether another model has the slug. Who saves first still wins, and the other is told. */
export function SlugField() {
  const { register, control, formState } = useFormContext<ModelFormValues>();
  const [slug, provider] = useWatch({ control, name: ['slug', 'provider'] });
  const reference = useSettled(slug.trim());
  const [{ data }] = useQuery({
    query: SlugHolder,
    variables: { reference },
    pause: slugFault(reference) !== null,
    requestPolicy: 'cache-and-network',
  });
  // Until the answer about this slug is there, the last one still stands.
  const holder = data?.model?.reference === slug.trim() ? data.model : null;
  const revives = holder?.status === 'DELETED' && holder.provider === provider;

  return (
    <Field
      label="Slug"
      hint={
        revives
          ? `Brings back “${holder.displayName}”, which was deleted, with what is entered here.`
          : 'What workflows store. Permanent once it is saved.'
      }
      error={formState.errors.slug?.message ?? (holder && !revives ? takenBy(holder) : undefined)}
    >
      <Input
        mono
        autoComplete="off"
        spellCheck={false}
        {...register('slug', { validate: (text) => slugFault(text.trim()) ?? true })}
      />
    </Field>
  );
}

function takenBy({ displayName, status }: { displayName: string; status: string }): string {
  if (status === 'DELETED') return `Belonged to “${displayName}”, a deleted model of another provider.`;
  const state = status === 'INACTIVE' ? ', which is switched off, not deleted' : '';
  return `Taken by “${displayName}”${state}. Choose another slug.`;
}
