'use client';

import { useForm } from 'react-hook-form';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { showFailure } from '@/ui/form-failure';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { authRequest } from './auth-request';
import { passwordHint, rules } from './rules';
import { useTokenFromFragment } from './token-from-fragment';

/** Makes the first admin and the first organisation of an empty database. */
export function SetupForm() {
  const fromLink = useTokenFromFragment();
  const form = useForm({
    defaultValues: { name: '', email: '', password: '', organizationName: '', token: '' },
  });
  const { errors, isSubmitting } = form.formState;

  const setUp = form.handleSubmit(async (values) => {
    const outcome = await authRequest('/auth/setup', { ...values, token: values.token || fromLink });
    if (!outcome.ok) return showFailure(form, outcome);
    window.location.assign('/');
  });

  return (
    <form onSubmit={setUp} noValidate className="flex flex-col gap-4">
      <Field label="Your name" error={errors.name?.message}>
        <Input autoComplete="name" autoFocus {...form.register('name', rules.name)} />
      </Field>
      <Field label="Email" error={errors.email?.message}>
        <Input type="email" autoComplete="username" {...form.register('email', rules.email)} />
      </Field>
      <Field label="Password" hint={passwordHint} error={errors.password?.message}>
        <Input
          type="password"
          autoComplete="new-password"
          {...form.register('password', rules.newPassword)}
        />
      </Field>
      <Field label="Organisation" hint="It can be renamed later." error={errors.organizationName?.message}>
        <Input
          autoComplete="organization"
          {...form.register('organizationName', { required: 'Name your organisation.' })}
        />
      </Field>
      {!fromLink && (
        <Field
          label="Setup token"
          hint="The API's log shows it when it starts on an empty database. It proves that you run this server."
          error={errors.token?.message}
        >
          <Input
            mono
            autoComplete="off"
            {...form.register('token', { required: 'Copy the setup token from the log of the API.' })}
          />
        </Field>
      )}
      {errors.root && <Notice tone="danger">{errors.root.message}</Notice>}
      <Button type="submit" variant="primary" pending={isSubmitting}>
        Set up Patchbay
      </Button>
    </form>
  );
}
