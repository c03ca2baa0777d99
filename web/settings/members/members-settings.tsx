'use client';

import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useIsAdmin } from '@/shell/viewer';
import { Button } from '@/ui/button';
import { later } from '@/ui/later';
import { PageHeader } from '@/ui/page-header';
import { useEver } from '@/ui/use-ever';
import { InvitationList } from './invitation-list';
import { MemberList } from './member-list';

// Fetched when it is first opened.
const InviteDialog = later(() => import('./invite-dialog').then((module) => module.InviteDialog));

export function MembersSettings() {
  const isAdmin = useIsAdmin();
  const [inviting, setInviting] = useState(false);
  return (
    <>
      <PageHeader
        title="Members"
        description={
          isAdmin
            ? 'Who belongs to this organisation. Admins manage people, keys and settings; members work in their projects.'
            : 'Who belongs to this organisation. Admins can invite people and change roles.'
        }
        actions={
          isAdmin && (
            <Button variant="primary" icon={<UserPlus />} onClick={() => setInviting(true)}>
              Invite
            </Button>
          )
        }
      />
      <MemberList />
      {isAdmin && <InvitationList onInvite={() => setInviting(true)} />}
      {useEver(inviting) && <InviteDialog open={inviting} onOpenChange={setInviting} />}
    </>
  );
}
