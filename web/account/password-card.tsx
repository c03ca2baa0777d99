'use client';

import { useForm } from 'react-hook-form';
import { authRequest } from '@/access/auth-request';
import { passwordHint, rules } from '@/access/rules';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { Field } from '@/ui/field';
import { showFailure } from '@/ui/form-failure';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { toast } from '@/ui/toast';

export function PasswordCard() {
  const form = useForm({ defaultValues: { currentPassword: '', newPassword: '' } });
  const { errors, isSubmitting } = form.formState;

  const save = form.handleSubmit(async (values) => {
    const outcome = await authRequest('/auth/change-password', values);
    if (!outcome.ok) return showFailure(form, outcome);
    form.reset();
    toast.success('Your password is changed; your other sessions are signed out');
  });

  return (
    <form onSubmit={save} noValidate>
      <Card
        title="Password"
        description="Changing it signs you out everywhere else."
        footer={
          <Button type="submit" variant="primary" pending={isSubmitting}>
            Change the password
          </Button>
        }
      >
        <div className="flex max-w-sm flex-col gap-4">
          <Field label="Current password" error={errors.currentPassword?.message}>
            <Input
              type="password"
              autoComplete="current-password"
              {...form.register('currentPassword', rules.currentPassword)}
            />
          </Field>
          <Field label="New password" hint={passwordHint} error={errors.newPassword?.message}>
            <Input
              type="password"
              autoComplete="new-password"
              {...form.register('newPassword', rules.newPassword)}
            />
          </Field>
          {errors.root && <Notice tone="danger">{errors.root.message}</Notice>}
        </div>
      </Card>
    </form>
  );
}
