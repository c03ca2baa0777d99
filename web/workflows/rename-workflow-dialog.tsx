'use client';

import { useForm } from 'react-hook-form';
import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { Button } from '@/ui/button';
import { Dialog, DialogActions, DialogBody } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { showFailure } from '@/ui/form-failure';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
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
  const { errors, isSubmitting } = form.formState;

  const save = form.handleSubmit(async (values) => {
    const outcome = await update({ ...values, workflowId: workflow.id });
    if (!outcome.ok) return showFailure(form, outcome);
    onClose();
  });

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Rename the workflow">
      <form onSubmit={save} noValidate className="flex min-h-0 flex-col">
        <DialogBody>
          <Field label="Name" error={errors.name?.message}>
            <Input autoComplete="off" {...form.register('name', { required: 'Give the workflow a name.' })} />
          </Field>
          <Field label="Description" optional error={errors.description?.message}>
            <Textarea {...form.register('description')} />
          </Field>
          {errors.root && <Notice tone="danger">{errors.root.message}</Notice>}
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" pending={isSubmitting}>
            Save
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
