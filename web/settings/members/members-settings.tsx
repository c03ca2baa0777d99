'use client';

import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useIsAdmin } from '@/shell/viewer';
import { Button } from '@/ui/button';
import { PageHeader } from '@/ui/page-header';
import { InvitationList } from './invitation-list';
import { InviteDialog } from './invite-dialog';
import { MemberList } from './member-list';

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
      {isAdmin && <InviteDialog open={inviting} onOpenChange={setInviting} />}
    </>
  );
}
