'use client';

import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { useMembership } from '@/shell/viewer';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { toast } from '@/ui/toast';
import type { MemberDeed } from './member-actions';
import { ResetLinkDialog } from './reset-link-dialog';

const ChangeRole = graphql(`
  mutation ChangeMemberRole($memberId: ID!, $role: OrganizationRole!) {
    changeMemberRole(input: { memberId: $memberId, role: $role }) {
      ... on ChangeMemberRolePayload {
        member {
          id
          role
        }
      }
      ...Failure
    }
  }
`);

const Remove = graphql(`
  mutation RemoveMember($memberId: ID!) {
    removeMember(input: { memberId: $memberId }) {
      ... on RemoveMemberPayload {
        removedMemberId
        revokedKeys
      }
      ...Failure
    }
  }
`);

interface MemberDeedDialogProps {
  deed: MemberDeed;
  onClose(): void;
  onDone(): void;
}

/** Asks before a member is changed, says what follows, and does it. */
export function MemberDeedDialog({ deed, onClose, onDone }: MemberDeedDialogProps) {
  const { name: organization } = useMembership();
  const [changeRole] = useDeed(ChangeRole);
  const [remove] = useDeed(Remove);

  const { kind, member } = deed;
  const { name } = member.person;
  if (kind === 'reset-link') return <ResetLinkDialog member={member} onClose={onClose} />;

  async function confirm(): Promise<string | undefined> {
    if (kind === 'make-admin' || kind === 'make-member') {
      const role = kind === 'make-admin' ? 'ADMIN' : 'MEMBER';
      const outcome = await changeRole({ memberId: member.id, role });
      if (!outcome.ok) return outcome.message;
      toast.success(role === 'ADMIN' ? `${name} is an admin` : `${name} is a member`);
    } else {
      const outcome = await remove({ memberId: member.id });
      if (!outcome.ok) return outcome.message;
      if (kind === 'leave') {
        window.location.assign('/');
        return undefined;
      }
      toast.success(`${name} is removed`);
    }
    onDone();
    return undefined;
  }

  const { title, action, text, variant } = questions[kind](name, organization);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      action={action}
      variant={variant}
      onConfirm={confirm}
    >
      {text}
    </ConfirmDialog>
  );
}

interface Question {
  title: string;
  action: string;
  text: string;
  variant: 'primary' | 'danger';
}

const questions = {
  'make-admin': (name) => ({
    title: `Make ${name} an admin?`,
    action: 'Make admin',
    text: 'Admins reach every project, manage people and keys, and can remove other admins.',
    variant: 'primary',
  }),
  'make-member': (name) => ({
    title: `Make ${name} a member?`,
    action: 'Make member',
    text: 'They keep the projects where they have a role of their own. Open invitations that they made are withdrawn.',
    variant: 'primary',
  }),
  remove: (name, organization) => ({
    title: `Remove ${name}?`,
    action: `Remove ${name}`,
    text: `They lose all access to ${organization} at once, and the API keys that they made end.`,
    variant: 'danger',
  }),
  leave: (_name, organization) => ({
    title: `Leave ${organization}?`,
    action: 'Leave',
    text: 'You lose all access at once, and the API keys that you made end. To return you need a new invitation.',
    variant: 'danger',
  }),
} satisfies Record<
  Exclude<MemberDeed['kind'], 'reset-link'>,
  (name: string, organization: string) => Question
>;
