'use client';

import { Ellipsis, KeyRound, LogOut, ShieldCheck, ShieldMinus, UserMinus } from 'lucide-react';
import { IconButton } from '@/ui/icon-button';
import { Menu, MenuItem, MenuSeparator } from '@/ui/menu';
import type { Member } from './member-list';

export interface MemberDeed {
  kind: 'make-admin' | 'make-member' | 'reset-link' | 'remove' | 'leave';
  member: Member;
}

interface MemberActionsProps {
  member: Member;
  isAdmin: boolean;
  onChoose(deed: MemberDeed): void;
}

/** What may be done about one member: everything for an admin, leaving for oneself, else nothing. */
export function MemberActions({ member, isAdmin, onChoose }: MemberActionsProps) {
  if (!isAdmin && !member.isViewer) return null;
  const choose = (kind: MemberDeed['kind']) => () => onChoose({ kind, member });
  return (
    <span className="flex max-md:absolute max-md:top-2 max-md:right-2 md:justify-end">
      <Menu
        align="end"
        trigger={
          <IconButton label={`Actions for ${member.person.name}`}>
            <Ellipsis />
          </IconButton>
        }
      >
        {isAdmin && (
          <>
            {member.role === 'MEMBER' ? (
              <MenuItem icon={<ShieldCheck />} onClick={choose('make-admin')}>
                Make admin
              </MenuItem>
            ) : (
              <MenuItem icon={<ShieldMinus />} onClick={choose('make-member')}>
                Make member
              </MenuItem>
            )}
            {!member.isViewer && (
              <MenuItem icon={<KeyRound />} onClick={choose('reset-link')}>
                Password reset link
              </MenuItem>
            )}
            <MenuSeparator />
          </>
        )}
        {member.isViewer ? (
          <MenuItem icon={<LogOut />} onClick={choose('leave')} danger>
            Leave the organisation
          </MenuItem>
        ) : (
          <MenuItem icon={<UserMinus />} onClick={choose('remove')} danger>
            Remove
          </MenuItem>
        )}
      </Menu>
    </span>
  );
}
