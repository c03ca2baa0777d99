'use client';

import { useRouter } from 'next/navigation';
import { Controller, useForm } from 'react-hook-form';
import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { useMembership } from '@/shell/viewer';
import { Dialog } from '@/ui/dialog';
import { DialogForm } from '@/ui/dialog-form';
import { Field } from '@/ui/field';
import { showFailure } from '@/ui/form-failure';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import { useProjects } from './use-projects';

const Duplicate = graphql(`
  mutation DuplicateWorkflow($workflowId: ID!, $projectId: ID!, $name: String!) {
    duplicateWorkflow(input: { workflowId: $workflowId, projectId: $projectId, name: $name }) {
      ... on DuplicateWorkflowPayload {
        workflow {
          id
        }
      }
      ...Failure
    }
  }
`);

interface DuplicateWorkflowDialogProps {
  workflow: { id: string; name: string; project: { id: string } };
  onClose(): void;
}

/** Makes a new draft of what is drafted, and opens it. */
export function DuplicateWorkflowDialog({ workflow, onClose }: DuplicateWorkflowDialogProps) {
  const { slug } = useMembership();
  const router = useRouter();
  const mine = useProjects().filter(({ viewerRole }) => viewerRole !== 'VIEWER');
  const [duplicate] = useDeed(Duplicate);
  const form = useForm<{ name: string; projectId: string }>({
    defaultValues: { name: `Copy of ${workflow.name}`.slice(0, 120), projectId: workflow.project.id },
  });
  const { errors } = form.formState;

  const save = form.handleSubmit(async (values) => {
    const outcome = await duplicate({ workflowId: workflow.id, ...values });
    if (!outcome.ok) return showFailure(form, outcome);
    onClose();
    router.push(`/${slug}/workflows/${encodeURIComponent(outcome.data.workflow.id)}`);
  });

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Duplicate ${workflow.name}`}
      description="The copy begins with the draft as it is saved; versions and runs stay with the original."
    >
      <DialogForm form={form} onSubmit={save} onCancel={onClose} action="Duplicate">
        <Field label="Name" error={errors.name?.message}>
          <Input autoComplete="off" {...form.register('name', { required: 'Give the workflow a name.' })} />
        </Field>
        {mine.length > 1 && (
          <Field label="Project" error={errors.projectId?.message}>
            <Controller
              control={form.control}
              name="projectId"
              render={({ field }) => (
                <Select
                  options={mine.map(({ id, name }) => ({ value: id, label: name }))}
                  value={field.value}
                  onValueChange={field.onChange}
                />
              )}
            />
          </Field>
        )}
      </DialogForm>
    </Dialog>
  );
}
