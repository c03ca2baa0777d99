'use client';

import { useForm } from 'react-hook-form';
import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { Dialog } from '@/ui/dialog';
import { DialogForm } from '@/ui/dialog-form';
import { Field } from '@/ui/field';
import { showFailure } from '@/ui/form-failure';
import { Input } from '@/ui/input';
import { toast } from '@/ui/toast';

const Create = graphql(`
  mutation CreateSubOrganization($name: String!, $slug: String) {
    createSubOrganization(input: { name: $name, slug: $slug }) {
      ... on CreateSubOrganizationPayload {
        slug
        name
      }
      ...Failure
    }
  }
`);

export function CreateSubOrganizationDialog({ onClose }: { onClose(): void }) {
  const [create] = useDeed(Create);
  const form = useForm({ defaultValues: { name: '', slug: '' } });
  const { errors } = form.formState;

  const submit = form.handleSubmit(async ({ name, slug }) => {
    const outcome = await create({ name, slug: slug || null });
    if (!outcome.ok) return showFailure(form, outcome);
    toast.success(`${outcome.data.name} is made, and you are its admin`);
    onClose();
  });

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="New sub-organisation"
      description="You become its admin. Nobody else from here has rights there until you invite them."
    >
      <DialogForm form={form} onSubmit={submit} onCancel={onClose} action="Make the sub-organisation">
        <Field label="Name" error={errors.name?.message}>
          <Input
            autoComplete="off"
            {...form.register('name', { required: 'Give the sub-organisation a name.' })}
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
