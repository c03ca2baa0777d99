'use client';

import { Controller, useForm, useWatch } from 'react-hook-form';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { ApiKeyScope, ProjectRole } from '@/graphql/generated/graphql';
import { useDeed } from '@/graphql/use-deed';
import { useIsAdmin } from '@/shell/viewer';
import { DialogForm } from '@/ui/dialog-form';
import { Field } from '@/ui/field';
import { showFailure } from '@/ui/form-failure';
import { Input } from '@/ui/input';
import { Select } from '@/ui/select';
import { projectRoleOptions } from '../projects/project-roles';
import { ScopesField } from './scopes-field';

const KeyProjects = graphql(`
  query ApiKeyProjects {
    organization {
      id
      projects(first: 100) {
        nodes {
          id
          name
        }
      }
    }
  }
`);

const Create = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      ... on CreateApiKeyPayload {
        secret
        apiKey {
          id
        }
      }
      ...Failure
    }
  }
`);

interface Values {
  name: string;
  /** MEMBER, ADMIN, or the id of the one project. */
  reach: string;
  projectRole: ProjectRole;
  scopes: ApiKeyScope[];
  expires: keyof typeof lifetimes;
}

const day = 24 * 60 * 60 * 1000;
const lifetimes = { month: 30 * day, quarter: 90 * day, year: 365 * day, never: null };
const expiryOptions = [
  { value: 'month', label: 'In 30 days' },
  { value: 'quarter', label: 'In 90 days' },
  { value: 'year', label: 'In a year' },
  { value: 'never', label: 'Never' },
] as const;

function endOf(lifetime: number | null): string | null {
  return lifetime === null ? null : new Date(Date.now() + lifetime).toISOString();
}

interface CreateApiKeyFormProps {
  onCancel(): void;
  onCreated(secret: string): void;
}

export function CreateApiKeyForm({ onCancel, onCreated }: CreateApiKeyFormProps) {
  const isAdmin = useIsAdmin();
  const [{ data }] = useQuery({ query: KeyProjects });
  const [create] = useDeed(Create);
  const form = useForm<Values>({
    defaultValues: {
      name: '',
      reach: 'MEMBER',
      projectRole: 'CONTRIBUTOR',
      scopes: ['READ'],
      expires: 'quarter',
    },
  });
  const { errors } = form.formState;
  const reach = useWatch({ control: form.control, name: 'reach' });
  const ofOneProject = reach !== 'MEMBER' && reach !== 'ADMIN';

  const submit = form.handleSubmit(async ({ name, projectRole, scopes, expires }) => {
    const outcome = await create({
      input: {
        name,
        scopes,
        role: reach === 'ADMIN' ? 'ADMIN' : 'MEMBER',
        project: ofOneProject ? { projectId: reach, role: projectRole } : null,
        expiresAt: endOf(lifetimes[expires]),
      },
    });
    if (outcome.ok) onCreated(outcome.data.secret);
    else showFailure(form, outcome);
  });

  const reaches = [
    { value: 'MEMBER', label: 'Member', description: 'What you reach as a member, in all your projects' },
    ...(isAdmin ? [{ value: 'ADMIN', label: 'Admin', description: 'Everything in the organisation' }] : []),
    ...(data?.organization.projects.nodes ?? []).map(({ id, name }) => ({
      value: id,
      label: name,
      description: 'Only this project',
    })),
  ];

  return (
    <DialogForm form={form} onSubmit={submit} onCancel={onCancel} action="Make the key">
      <Field label="Name" hint="Which program uses it." error={errors.name?.message}>
        <Input autoComplete="off" {...form.register('name', { required: 'Give the key a name.' })} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Controller
          control={form.control}
          name="reach"
          render={({ field }) => (
            <Field label="Reach" className={ofOneProject ? undefined : 'sm:col-span-2'}>
              <Select options={reaches} value={field.value} onValueChange={field.onChange} />
            </Field>
          )}
        />
        {ofOneProject && (
          <Controller
            control={form.control}
            name="projectRole"
            render={({ field }) => (
              <Field label="Role in the project">
                <Select options={projectRoleOptions} value={field.value} onValueChange={field.onChange} />
              </Field>
            )}
          />
        )}
      </div>
      <Controller
        control={form.control}
        name="scopes"
        rules={{ validate: (scopes) => scopes.length > 0 || 'Choose at least one.' }}
        render={({ field }) => (
          <ScopesField value={field.value} onValueChange={field.onChange} error={errors.scopes?.message} />
        )}
      />
      <Controller
        control={form.control}
        name="expires"
        render={({ field }) => (
          <Field label="Expires" className="max-w-48">
            <Select options={expiryOptions} value={field.value} onValueChange={field.onChange} />
          </Field>
        )}
      />
    </DialogForm>
  );
}
