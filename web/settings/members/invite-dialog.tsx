'use client';

import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { rules } from '@/access/rules';
import { graphql } from '@/graphql/generated';
import type { OrganizationRole } from '@/graphql/generated/graphql';
import { useDeed } from '@/graphql/use-deed';
import { Button } from '@/ui/button';
import { Dialog, DialogActions, DialogBody } from '@/ui/dialog';
import { DialogForm } from '@/ui/dialog-form';
import { Field } from '@/ui/field';
import { showFailure } from '@/ui/form-failure';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { RadioGroup } from '@/ui/radio-group';
import { ShownOnce } from '@/ui/shown-once';

const Invite = graphql(`
  mutation InviteMember($email: String!, $role: OrganizationRole!) {
    inviteMember(input: { email: $email, role: $role }) {
      ... on InviteMemberPayload {
        link
        invitation {
          id
          email
        }
      }
      ...Failure
    }
  }
`);

const roles = [
  { value: 'MEMBER', label: 'Member', description: 'Works in the projects where they get a role.' },
  {
    value: 'ADMIN',
    label: 'Admin',
    description: 'Reaches every project and manages people, keys and settings.',
  },
] as const;

interface InviteDialogProps {
  open: boolean;
  onOpenChange(open: boolean): void;
}

export function InviteDialog({ open, onOpenChange }: InviteDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Invite to the organisation"
      description="Patchbay sends no mail: you get a link and hand it on yourself."
    >
      <InviteForm onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

interface Values {
  email: string;
  role: OrganizationRole;
}

/** Mounted anew with each opening, so the last link is not shown again. */
function InviteForm({ onClose }: { onClose(): void }) {
  const [invite] = useDeed(Invite);
  const [made, setMade] = useState<{ link: string; email: string }>();
  const form = useForm<Values>({ defaultValues: { email: '', role: 'MEMBER' } });
  const { errors } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    const outcome = await invite(values);
    if (!outcome.ok) return showFailure(form, outcome);
    setMade({ link: outcome.data.link, email: outcome.data.invitation.email });
  });

  if (made) {
    return (
      <>
        <DialogBody>
          <ShownOnce value={made.link} noun="link" />
          <Notice tone="warning">
            Hand this link to {made.email}. It is shown only now, works once and for seven days. Inviting the
            address again makes a new one.
          </Notice>
        </DialogBody>
        <DialogActions>
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </DialogActions>
      </>
    );
  }
  return (
    <DialogForm form={form} onSubmit={submit} onCancel={onClose} action="Make the invitation">
      <Field label="Email" error={errors.email?.message}>
        <Input type="email" autoComplete="off" {...form.register('email', rules.email)} />
      </Field>
      <Controller
        control={form.control}
        name="role"
        render={({ field }) => (
          <RadioGroup legend="Role" options={roles} value={field.value} onValueChange={field.onChange} />
        )}
      />
    </DialogForm>
  );
}
