'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { authRequest } from './auth-request';
import { rules } from './rules';

const fields = ['email', 'password'] as const;
type Faults = Partial<Record<(typeof fields)[number] | 'form', string>>;

/** The first page that most see: its two fields need no library of forms. */
export function SignInForm({ returnTo }: { returnTo: string }) {
  const [faults, setFaults] = useState<Faults>({});
  const [pending, setPending] = useState(false);

  async function signIn(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const typed = new FormData(form);
    const given = { email: String(typed.get('email')), password: String(typed.get('password')) };
    const own = faultsOf(given);
    setFaults(own);
    if (Object.keys(own).length > 0) return lead(form, own);
    setPending(true);
    const outcome = await authRequest('/auth/sign-in/email', given);
    // A whole new page: nothing that was cached while signed out may stay.
    if (outcome.ok) return window.location.assign(returnTo);
    setPending(false);
    const { email, password } = outcome.fieldErrors;
    const theirs = { ...(email && { email }), ...(password && { password }) };
    setFaults(Object.keys(theirs).length > 0 ? theirs : { form: outcome.message });
    lead(form, theirs);
  }

  return (
    <form onSubmit={signIn} noValidate className="flex flex-col gap-4">
      <Field label="Email" error={faults.email}>
        <Input name="email" type="email" autoComplete="username" autoFocus />
      </Field>
      <Field label="Password" error={faults.password}>
        <Input name="password" type="password" autoComplete="current-password" />
      </Field>
      {faults.form && <Notice tone="danger">{faults.form}</Notice>}
      <Button type="submit" variant="primary" pending={pending} className="w-full">
        Sign in
      </Button>
    </form>
  );
}

function faultsOf({ email, password }: { email: string; password: string }): Faults {
  const { required, pattern } = rules.email;
  const ofEmail = email === '' ? required : pattern.value.test(email) ? undefined : pattern.message;
  return {
    ...(ofEmail && { email: ofEmail }),
    ...(password === '' && { password: rules.currentPassword.required }),
  };
}

/** To the first field that is to be mended. */
function lead(form: HTMLFormElement, faults: Faults): void {
  const field = fields.find((name) => faults[name]);
  if (field) form.querySelector<HTMLInputElement>(`[name="${field}"]`)?.focus();
}
