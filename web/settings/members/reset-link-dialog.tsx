'use client';

import { useState } from 'react';
import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { Button } from '@/ui/button';
import { Dialog, DialogActions, DialogBody } from '@/ui/dialog';
import { Notice } from '@/ui/notice';
import { ShownOnce } from '@/ui/shown-once';
import type { Member } from './member-list';

const CreateResetLink = graphql(`
  mutation CreatePasswordResetLink($memberId: ID!) {
    createPasswordResetLink(input: { memberId: $memberId }) {
      ... on CreatePasswordResetLinkPayload {
        link
        expiresAt
      }
      ...Failure
    }
  }
`);

interface ResetLinkDialogProps {
  member: Member;
  onClose(): void;
}

export function ResetLinkDialog({ member, onClose }: ResetLinkDialogProps) {
  const { name } = member.person;
  const [createLink, pending] = useDeed(CreateResetLink);
  const [link, setLink] = useState<string>();
  const [problem, setProblem] = useState<string>();

  async function create() {
    const outcome = await createLink({ memberId: member.id });
    if (outcome.ok) setLink(outcome.data.link);
    else setProblem(outcome.message);
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`A new password for ${name}`}
      description="A link with which they choose it themselves. It works once and for 24 hours."
    >
      <DialogBody>
        {link ? (
          <>
            <ShownOnce value={link} noun="link" />
            <Notice tone="warning">
              Hand this link to {name} yourself; Patchbay sends no mail. It is shown only now, and whoever
              holds it can set the password.
            </Notice>
          </>
        ) : (
          <p className="text-sm text-muted">Until they use it, the password of now keeps working.</p>
        )}
        {problem && <Notice tone="danger">{problem}</Notice>}
      </DialogBody>
      <DialogActions>
        {link ? (
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" onClick={create} pending={pending}>
              Make the link
            </Button>
          </>
        )}
      </DialogActions>
    </Dialog>
  );
}
