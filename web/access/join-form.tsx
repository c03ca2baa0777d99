'use client';

import { useForm } from 'react-hook-form';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { showFailure } from '@/ui/form-failure';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { authRequest } from './auth-request';
import { passwordHint, rules } from './rules';

/** Makes the account of somebody new, and joins with it. */
export function JoinForm({ token, email }: { token: string; email: string }) {
  const form = useForm({ defaultValues: { name: '', password: '' } });
  const { errors, isSubmitting } = form.formState;

  const join = form.handleSubmit(async (values) => {
    const outcome = await authRequest('/auth/invitation/accept', { ...values, token });
    if (!outcome.ok) return showFailure(form, outcome);
    window.location.assign(`/${outcome.data.organizationSlug}`);
  });

  return (
    <form onSubmit={join} noValidate className="flex flex-col gap-4">
      {/* Lets a password manager keep the password under its address. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field label="Your name" error={errors.name?.message}>
        <Input autoComplete="name" autoFocus {...form.register('name', rules.name)} />
      </Field>
      <Field label="Password" hint={passwordHint} error={errors.password?.message}>
        <Input
          type="password"
          autoComplete="new-password"
          {...form.register('password', rules.newPassword)}
        />
      </Field>
      {errors.root && <Notice tone="danger">{errors.root.message}</Notice>}
      <Button type="submit" variant="primary" pending={isSubmitting}>
        Create the account and join
      </Button>
    </form>
  );
}
