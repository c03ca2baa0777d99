'use client';

import { useForm } from 'react-hook-form';
import { useClient } from 'urql';
import { authRequest } from '@/access/auth-request';
import { rules } from '@/access/rules';
import { Shell } from '@/shell/shell-query';
import { useViewer } from '@/shell/viewer';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { Field } from '@/ui/field';
import { showFailure } from '@/ui/form-failure';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { toast } from '@/ui/toast';

export function NameCard() {
  const { viewer } = useViewer();
  const client = useClient();
  const form = useForm({ values: { name: viewer.name } });
  const { errors, isDirty, isSubmitting } = form.formState;

  const save = form.handleSubmit(async (values) => {
    const outcome = await authRequest('/auth/update-user', values);
    if (!outcome.ok) return showFailure(form, outcome);
    await client.query(Shell, {}, { requestPolicy: 'network-only' }).toPromise();
    toast.success('Your name is saved');
  });

  return (
    <form onSubmit={save} noValidate>
      <Card
        title="You"
        footer={
          <Button type="submit" variant="primary" disabled={!isDirty} pending={isSubmitting}>
            Save
          </Button>
        }
      >
        <div className="flex max-w-sm flex-col gap-4">
          <Field label="Name" error={errors.name?.message}>
            <Input autoComplete="name" {...form.register('name', rules.name)} />
          </Field>
          <Field label="Email" hint="You sign in with it. It cannot be changed.">
            <Input type="email" readOnly value={viewer.email ?? ''} />
          </Field>
          {errors.root && <Notice tone="danger">{errors.root.message}</Notice>}
        </div>
      </Card>
    </form>
  );
}
