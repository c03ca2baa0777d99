'use client';

import { useForm } from 'react-hook-form';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { showFailure } from '@/ui/form-failure';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { authRequest } from './auth-request';
import { rules } from './rules';

interface SignInFormProps {
  returnTo: string;
  /** Known already where an invitation was made out to it. */
  email?: string;
}

export function SignInForm({ returnTo, email = '' }: SignInFormProps) {
  const form = useForm({ defaultValues: { email, password: '' } });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;

  const signIn = form.handleSubmit(async (values) => {
    const outcome = await authRequest('/auth/sign-in/email', values);
    if (!outcome.ok) return showFailure(form, outcome);
    // A whole new page: nothing that was cached while signed out may stay.
    window.location.assign(returnTo);
  });

  return (
    <form onSubmit={signIn} noValidate className="flex flex-col gap-4">
      <Field label="Email" error={errors.email?.message}>
        <Input
          type="email"
          autoComplete="username"
          autoFocus={email === ''}
          {...form.register('email', rules.email)}
        />
      </Field>
      <Field label="Password" error={errors.password?.message}>
        <Input
          type="password"
          autoComplete="current-password"
          autoFocus={email !== ''}
          {...form.register('password', rules.currentPassword)}
        />
      </Field>
      {errors.root && <Notice tone="danger">{errors.root.message}</Notice>}
      <Button
        type="submit"
        variant="primary"
        pending={isSubmitting || (isSubmitSuccessful && !errors.root)}
        className="w-full"
      >
        Sign in
      </Button>
    </form>
  );
}
