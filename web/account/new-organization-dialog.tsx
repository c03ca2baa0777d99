'use client';

import { useForm } from 'react-hook-form';
import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { Dialog } from '@/ui/dialog';
import { DialogForm } from '@/ui/dialog-form';
import { Field } from '@/ui/field';
import { showFailure } from '@/ui/form-failure';
import { Input } from '@/ui/input';

const Create = graphql(`
  mutation CreateOrganization($name: String!, $slug: String) {
    createOrganization(input: { name: $name, slug: $slug }) {
      ... on CreateOrganizationPayload {
        slug
      }
      ...Failure
    }
  }
`);

export function NewOrganizationDialog({ onClose }: { onClose(): void }) {
  const [create] = useDeed(Create);
  const form = useForm({ defaultValues: { name: '', slug: '' } });
  const { errors } = form.formState;

  const submit = form.handleSubmit(async ({ name, slug }) => {
    const outcome = await create({ name, slug: slug || null });
    if (!outcome.ok) return showFailure(form, outcome);
    window.location.assign(`/${outcome.data.slug}`);
  });

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="New organisation"
      description="With models, keys, people and workflows of its own. You become its admin."
    >
      <DialogForm form={form} onSubmit={submit} onCancel={onClose} action="Make the organisation">
        <Field label="Name" error={errors.name?.message}>
          <Input
            autoComplete="off"
            {...form.register('name', { required: 'Give the organisation a name.' })}
          />
        </Field>
        <Field
          label="Slug"
          optional
          hint="Stands in links and never changes. Left empty, it is made from the name."
          error={errors.slug?.message}
        >
          <Input mono autoComplete="off" {...form.register('slug')} />
        </Field>
      </DialogForm>
    </Dialog>
  );
}
