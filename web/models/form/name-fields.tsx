'use client';

import { deriveSlug } from '@patchbay/schema/model-ref.ts';
import { useFormContext } from 'react-hook-form';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Textarea } from '@/ui/textarea';
import type { ModelFormValues } from './model-form-values';
import { SlugField } from './slug-field';

/** What people and workflows call the model. A saved one keeps its slug. */
export function NameFields({ permanentSlug }: { permanentSlug: string | undefined }) {
  const { register, setValue, formState } = useFormContext<ModelFormValues>();
  // Read here: the form keeps count only of what is read while it is drawn.
  const slugIsTyped = formState.dirtyFields.slug;
  return (
    <>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field
          label="Display Name"
          hint={
            permanentSlug === undefined
              ? 'How it is called in the picker.'
              : 'How it is called in the picker. Cleared: by its slug.'
          }
          error={formState.errors.displayName?.message}
        >
          <Input
            autoComplete="off"
            {...register('displayName', {
              // A saved one may be cleared: its slug stands in.
              validate: (text) =>
                permanentSlug !== undefined || text.trim() !== '' || 'Give the model a name.',
              onChange: ({ target }) => {
                // A slug that somebody typed is theirs, and a saved one is permanent.
                if (permanentSlug !== undefined || slugIsTyped) return;
                setValue('slug', deriveSlug(target.value), { shouldValidate: true });
              },
            })}
          />
        </Field>
        {permanentSlug === undefined ? <SlugField /> : <PermanentSlug slug={permanentSlug} />}
      </div>
      <Field
        label="Description"
        optional
        hint="Tells several set-ups of the same model apart."
        error={formState.errors.description?.message}
      >
        <Textarea {...register('description')} />
      </Field>
    </>
  );
}

function PermanentSlug({ slug }: { slug: string }) {
  return (
    <Field label="Slug" hint="Permanent: workflows store it.">
      <Input mono readOnly className="bg-sunken!" value={slug} />
    </Field>
  );
}
