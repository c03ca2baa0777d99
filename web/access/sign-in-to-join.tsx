'use client';

import { useForm } from 'react-hook-form';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { showFailure } from '@/ui/form-failure';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { authRequest } from './auth-request';
import { rules } from './rules';

/** There is an account already: a link alone must not open it, its password does. */
export function SignInToJoin({ token, email }: { token: string; email: string }) {
  const form = useForm({ defaultValues: { password: '' } });
  const { errors, isSubmitting } = form.formState;

  const join = form.handleSubmit(async ({ password }) => {
    const signedIn = await authRequest('/auth/sign-in/email', { email, password });
    if (!signedIn.ok) return showFailure(form, signedIn);
    const joined = await authRequest('/auth/invitation/accept', { token });
    if (!joined.ok) return showFailure(form, joined);
    window.location.assign(`/${joined.data.organizationSlug}`);
  });

  return (
    <form onSubmit={join} noValidate className="flex flex-col gap-4">
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field label="Password" hint="You have an account already." error={errors.password?.message}>
        <Input
          type="password"
          autoComplete="current-password"
          autoFocus
          {...form.register('password', rules.currentPassword)}
        />
      </Field>
      {errors.root && <Notice tone="danger">{errors.root.message}</Notice>}
      <Button type="submit" variant="primary" pending={isSubmitting}>
        Sign in and join
      </Button>
    </form>
  );
}
