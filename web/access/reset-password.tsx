'use client';

import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Button, LinkButton } from '@/ui/button';
import { Field } from '@/ui/field';
import { showFailure } from '@/ui/form-failure';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { AccessCard } from './access-card';
import { authRequest } from './auth-request';
import { passwordHint, rules } from './rules';
import { useTokenFromFragment } from './token-from-fragment';

/** Sets a new password by the link that an admin handed on. */
export function ResetPassword() {
  const token = useTokenFromFragment();
  const [done, setDone] = useState(false);
  const form = useForm({ defaultValues: { password: '' } });
  const { errors, isSubmitting } = form.formState;

  const save = form.handleSubmit(async ({ password }) => {
    const outcome = await authRequest('/auth/reset-password-by-link', { token, password });
    if (outcome.ok) setDone(true);
    else showFailure(form, outcome);
  });

  if (done) {
    return (
      <AccessCard title="Your password is changed" description="All other devices were signed out.">
        <LinkButton href="/sign-in" variant="primary">
          Sign in
        </LinkButton>
      </AccessCard>
    );
  }
  if (token === null) {
    return (
      <AccessCard title="This link is incomplete">
        <p className="text-sm text-muted">
          It ends before its token. Copy the whole link again, or ask your admin for a new one.
        </p>
      </AccessCard>
    );
  }
  return (
    <AccessCard title="Choose a new password">
      <form onSubmit={save} noValidate className="flex flex-col gap-4">
        <Field label="New password" hint={passwordHint} error={errors.password?.message}>
          <Input
            type="password"
            autoComplete="new-password"
            autoFocus
            {...form.register('password', rules.newPassword)}
          />
        </Field>
        {errors.root && <Notice tone="danger">{errors.root.message}</Notice>}
        <Button type="submit" variant="primary" pending={isSubmitting} disabled={token === undefined}>
          Save the password
        </Button>
      </form>
    </AccessCard>
  );
}
