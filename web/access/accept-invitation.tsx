'use client';

import { useState } from 'react';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { authRequest, type InvitationLook } from './auth-request';

interface AcceptInvitationProps {
  token: string;
  look: InvitationLook;
  signedInAs: string;
}

/** For somebody who is signed in: join with that account, or leave it first when it is another's. */
export function AcceptInvitation({ token, look, signedInAs }: AcceptInvitationProps) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function accept() {
    setPending(true);
    const outcome = await authRequest('/auth/invitation/accept', { token });
    if (outcome.ok) return window.location.assign(`/${outcome.data.organizationSlug}`);
    setProblem(outcome.message);
    setPending(false);
  }

  async function signOut() {
    setPending(true);
    const outcome = await authRequest('/auth/sign-out', {});
    if (outcome.ok) {
      // The token was taken out of the address; a visit by it shows the page for who is signed out.
      window.location.hash = token;
      window.location.reload();
      return;
    }
    setProblem(outcome.message);
    setPending(false);
  }

  const rightPerson = signedInAs.toLowerCase() === look.email.toLowerCase();
  return (
    <>
      {!rightPerson && (
        <Notice tone="warning">
          You are signed in as {signedInAs}. This invitation is for another address.
        </Notice>
      )}
      {problem && <Notice tone="danger">{problem}</Notice>}
      {rightPerson ? (
        <Button variant="primary" onClick={accept} pending={pending}>
          Join {look.organizationName}
        </Button>
      ) : (
        <Button variant="primary" onClick={signOut} pending={pending}>
          Sign out and go on
        </Button>
      )}
    </>
  );
}
