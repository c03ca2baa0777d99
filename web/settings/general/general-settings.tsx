'use client';

import { useForm } from 'react-hook-form';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { useIsAdmin } from '@/shell/viewer';
import { LoadFailure } from '../load-failure';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { CopyButton } from '@/ui/copy-button';
import { Field } from '@/ui/field';
import { showFailure } from '@/ui/form-failure';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { PageHeader } from '@/ui/page-header';
import { Skeleton } from '@/ui/skeleton';
import { toast } from '@/ui/toast';

const General = graphql(`
  query GeneralSettings {
    organization {
      id
      name
      slug
    }
  }
`);

const Rename = graphql(`
  mutation RenameOrganization($name: String!) {
    updateOrganization(input: { name: $name }) {
      ... on UpdateOrganizationPayload {
        organization {
          id
          name
        }
      }
      ...Failure
    }
  }
`);

export function GeneralSettings() {
  const [{ data, error, fetching }, retry] = useQuery({ query: General });
  return (
    <>
      <PageHeader title="General" description="What this organisation is called, here and in links." />
      {error && !data && <LoadFailure what="The organisation" error={error} onRetry={retry} />}
      {fetching && !data && <Skeleton className="h-56 w-full" />}
      {data && <NameCard name={data.organization.name} slug={data.organization.slug} />}
    </>
  );
}

function NameCard({ name, slug }: { name: string; slug: string }) {
  const isAdmin = useIsAdmin();
  const [rename] = useDeed(Rename);
  const form = useForm({ values: { name } });
  const { errors, isDirty, isSubmitting } = form.formState;

  const save = form.handleSubmit(async (values) => {
    const outcome = await rename(values);
    if (!outcome.ok) return showFailure(form, outcome);
    toast.success('The organisation is renamed');
  });

  return (
    <form onSubmit={save} noValidate>
      <Card
        title="Organisation"
        footer={
          isAdmin ? (
            <Button type="submit" variant="primary" disabled={!isDirty} pending={isSubmitting}>
              Save
            </Button>
          ) : (
            <p className="mr-auto text-xs text-muted">Only an admin can change this.</p>
          )
        }
      >
        <div className="flex flex-col gap-4">
          <Field label="Name" error={errors.name?.message} disabled={!isAdmin} className="max-w-sm">
            <Input
              autoComplete="off"
              {...form.register('name', { required: 'Give the organisation a name.' })}
            />
          </Field>
          <Field
            label="Slug"
            hint="Stands in links and in the header patchbay-organization. It never changes."
            className="max-w-sm"
          >
            <div className="flex items-center gap-1">
              <Input mono readOnly value={slug} />
              <CopyButton compact value={slug} label="Copy the slug" />
            </div>
          </Field>
          {errors.root && <Notice tone="danger">{errors.root.message}</Notice>}
        </div>
      </Card>
    </form>
  );
}
