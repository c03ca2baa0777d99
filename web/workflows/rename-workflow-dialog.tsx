'use client';

import { useForm } from 'react-hook-form';
import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { Dialog } from '@/ui/dialog';
import { DialogForm } from '@/ui/dialog-form';
import { Field } from '@/ui/field';
import { showFailure } from '@/ui/form-failure';
import { Input } from '@/ui/input';
import { Textarea } from '@/ui/textarea';
import type { Workflow } from './workflow-list';

const Update = graphql(`
  mutation UpdateWorkflow($workflowId: ID!, $name: String!, $description: String!) {
    updateWorkflow(input: { workflowId: $workflowId, name: $name, description: $description }) {
      ... on UpdateWorkflowPayload {
        workflow {
          id
          name
          description
        }
      }
      ...Failure
    }
  }
`);

interface RenameWorkflowDialogProps {
  workflow: Workflow;
  onClose(): void;
}

export function RenameWorkflowDialog({ workflow, onClose }: RenameWorkflowDialogProps) {
  const [update] = useDeed(Update);
  const form = useForm({ defaultValues: { name: workflow.name, description: workflow.description } });
  const { errors } = form.formState;

  const save = form.handleSubmit(async (values) => {
    const outcome = await update({ ...values, workflowId: workflow.id });
    if (!outcome.ok) return showFailure(form, outcome);
    onClose();
  });

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Rename the workflow">
      <DialogForm form={form} onSubmit={save} onCancel={onClose} action="Save">
        <Field label="Name" error={errors.name?.message}>
          <Input autoComplete="off" {...form.register('name', { required: 'Give the workflow a name.' })} />
        </Field>
        <Field label="Description" optional error={errors.description?.message}>
          <Textarea {...form.register('description')} />
        </Field>
      </DialogForm>
    </Dialog>
  );
}
