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
import { toast } from '@/ui/toast';
import type { Project } from './project-list';

const Create = graphql(`
  mutation CreateProject($name: String!, $description: String!) {
    createProject(input: { name: $name, description: $description }) {
      ... on CreateProjectPayload {
        project {
          id
          name
        }
      }
      ...Failure
    }
  }
`);

const Update = graphql(`
  mutation UpdateProject($projectId: ID!, $name: String!, $description: String!) {
    updateProject(input: { projectId: $projectId, name: $name, description: $description }) {
      ... on UpdateProjectPayload {
        project {
          id
          name
          description
        }
      }
      ...Failure
    }
  }
`);

interface ProjectDialogProps {
  /** The one to edit; without it a new one is made. */
  project?: Project;
  onClose(): void;
}

export function ProjectDialog({ project, onClose }: ProjectDialogProps) {
  const [create] = useDeed(Create);
  const [update] = useDeed(Update);
  const form = useForm({
    defaultValues: { name: project?.name ?? '', description: project?.description ?? '' },
  });
  const { errors } = form.formState;

  const save = form.handleSubmit(async (values) => {
    const outcome = project ? await update({ ...values, projectId: project.id }) : await create(values);
    if (!outcome.ok) return showFailure(form, outcome);
    toast.success(project ? 'The project is saved' : `${values.name} is made`);
    onClose();
  });

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={project ? 'Edit the project' : 'New project'}
    >
      <DialogForm
        form={form}
        onSubmit={save}
        onCancel={onClose}
        action={project ? 'Save' : 'Make the project'}
      >
        <Field label="Name" error={errors.name?.message}>
          <Input autoComplete="off" {...form.register('name', { required: 'Give the project a name.' })} />
        </Field>
        <Field label="Description" optional error={errors.description?.message}>
          <Textarea {...form.register('description')} />
        </Field>
      </DialogForm>
    </Dialog>
  );
}
