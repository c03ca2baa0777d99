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
import { TemplateChoice } from './templates/template-choice';

const Create = graphql(`
  mutation CreateWorkflow($projectId: ID!, $name: String!, $template: String) {
    createWorkflow(input: { projectId: $projectId, name: $name, template: $template }) {
      ... on CreateWorkflowPayload {
        workflow {
          id
        }
      }
      ...Failure
    }
  }
`);

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
  const form = useForm<{ name: string; projectId: string; template: string }>({
    defaultValues: { name: '', projectId: projectId ?? projects[0]?.id ?? '', template: '' },
  });
  const { errors } = form.formState;

  const save = form.handleSubmit(async (values) => {
    const outcome = await create({ ...values, template: values.template || null });
    if (!outcome.ok) return showFailure(form, outcome);
    router.push(`/${slug}/workflows/${encodeURIComponent(outcome.data.workflow.id)}`);
  });

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="New workflow" size="lg">
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
          name="template"
          render={({ field }) => <TemplateChoice value={field.value} onValueChange={field.onChange} />}
        />
      </DialogForm>
    </Dialog>
  );
}
