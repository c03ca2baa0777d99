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
  const usable = slugFault(reference) === null;
  const [{ data, fetching }] = useQuery({
    query: SlugHolder,
    variables: { reference },
    pause: !usable,
    requestPolicy: 'cache-and-network',
  });
  const settled = usable && reference === slug.trim() && !fetching;
  // Until the answer about this slug is there, the last one still stands.
  const holder = data?.model?.reference === slug.trim() ? data.model : null;
  const revives = holder?.status === 'DELETED' && holder.provider === provider;

  return (
    <Field
      label="Model Slug"
      hint={
        <span aria-live="polite">
          {revives ? (
            <span className="text-warning">
              Will be brought back: “{holder.displayName}” had this slug and was deleted. Everything of it is
              replaced by what is entered here.
            </span>
          ) : (
            <>
              What workflows store. Permanent once it is saved.
              {settled && !holder && <span className="text-success"> It is free.</span>}
            </>
          )}
        </span>
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

interface Holder {
  displayName: string;
  reference: string;
  status: string;
}

function takenBy({ displayName, reference, status }: Holder): string {
  const name = displayName || reference;
  if (status === 'DELETED') {
    return `Belonged to “${name}”, a deleted model of another provider: only that provider can bring it back. Choose another slug.`;
  }
  const state = status === 'INACTIVE' ? ', which is switched off, not deleted' : '';
  return `Taken by “${name}”${state}. Choose another slug.`;
}
