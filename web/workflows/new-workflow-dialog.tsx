'use client';

import { useRouter } from 'next/navigation';
import { Controller, useForm } from 'react-hook-form';
import { graphql } from '@/graphql/generated';
import type { WorkflowStartingPoint } from '@/graphql/generated/graphql';
import { useDeed } from '@/graphql/use-deed';
import { useMembership } from '@/shell/viewer';
import { Dialog } from '@/ui/dialog';
import { DialogForm } from '@/ui/dialog-form';
import { Field } from '@/ui/field';
import { showFailure } from '@/ui/form-failure';
import { Input } from '@/ui/input';
import { RadioGroup } from '@/ui/radio-group';
import { Select } from '@/ui/select';

const Create = graphql(`
  mutation CreateWorkflow($projectId: ID!, $name: String!, $from: WorkflowStartingPoint!) {
    createWorkflow(input: { projectId: $projectId, name: $name, from: $from }) {
      ... on CreateWorkflowPayload {
        workflow {
          id
        }
      }
      ...Failure
    }
  }
`);

const startingPoints = {
  SUMMARISE_AND_ANSWER: {
    label: 'Summarise and answer',
    description: 'Two prompts in a row: one summarises a text, the next answers a question about it.',
  },
  BLANK: { label: 'Blank', description: 'An empty canvas.' },
} satisfies Record<WorkflowStartingPoint, { label: string; description: string }>;

const choices = Object.entries(startingPoints).map(([value, texts]) => ({
  value: value as WorkflowStartingPoint,
  ...texts,
}));

interface NewWorkflowDialogProps {
  projects: readonly { id: string; name: string }[];
  projectId: string | null;
  onClose(): void;
}

/** Makes a workflow and opens it. */
export function NewWorkflowDialog({ projects, projectId, onClose }: NewWorkflowDialogProps) {
  const { slug } = useMembership();
  const router = useRouter();
  const [create] = useDeed(Create);
  const form = useForm<{ name: string; projectId: string; from: WorkflowStartingPoint }>({
    defaultValues: { name: '', projectId: projectId ?? projects[0]?.id ?? '', from: 'SUMMARISE_AND_ANSWER' },
  });
  const { errors } = form.formState;

  const save = form.handleSubmit(async (values) => {
    const outcome = await create(values);
    if (!outcome.ok) return showFailure(form, outcome);
    router.push(`/${slug}/workflows/${encodeURIComponent(outcome.data.workflow.id)}`);
  });

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="New workflow">
      <DialogForm form={form} onSubmit={save} onCancel={onClose} action="Make the workflow">
        <Field label="Name" error={errors.name?.message}>
          <Input autoComplete="off" {...form.register('name', { required: 'Give the workflow a name.' })} />
        </Field>
        <Field label="Project" error={errors.projectId?.message}>
          <Controller
            control={form.control}
            name="projectId"
            rules={{ required: 'Choose a project.' }}
            render={({ field }) => (
              <Select
                options={projects.map(({ id, name }) => ({ value: id, label: name }))}
                value={field.value || null}
                onValueChange={field.onChange}
              />
            )}
          />
        </Field>
        <Controller
          control={form.control}
          name="from"
          render={({ field }) => (
            <RadioGroup
              legend="Begin with"
              options={choices}
              value={field.value}
              onValueChange={field.onChange}
            />
          )}
        />
      </DialogForm>
    </Dialog>
  );
}
