'use client';

import { useEffect, useState } from 'react';
import type { Failure } from '@/graphql/outcome';
import { Attempts } from '@/ui/attempts';
import { LinkButton } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { Skeleton } from '@/ui/skeleton';
import { AcceptInvitation } from './accept-invitation';
import { AccessCard } from './access-card';
import { authRequest, type InvitationLook } from './auth-request';
import { JoinForm } from './join-form';
import { SignInToJoin } from './sign-in-to-join';
import { useTokenFromFragment } from './token-from-fragment';
import { isUnanswered, Unanswered } from './unanswered';

interface Found {
  look: InvitationLook;
  /** Who is signed in, by email address; null when nobody is. */
  signedInAs: string | null;
}

/** The page of an invitation's link: says what one is asked to join, and lets the right person in. */
export function Invitation() {
  const token = useTokenFromFragment();
  return <Attempts>{(retry) => <Invited token={token} onRetry={retry} />}</Attempts>;
}

interface InvitedProps {
  token: string | null | undefined;
  onRetry(): void;
}

function Invited({ token, onRetry }: InvitedProps) {
  const [found, setFound] = useState<Found>();
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    if (!token) return;
    void Promise.all([
      authRequest('/auth/invitation/look', { token }),
      authRequest('/auth/get-session'),
    ]).then(([look, session]) => {
      if (!look.ok) setFailure(look);
      else if (!session.ok) setFailure(session);
      else setFound({ look: look.data, signedInAs: session.data?.user.email ?? null });
    });
  }, [token]);

  if (failure && isUnanswered(failure)) return <Unanswered onRetry={onRetry} />;
  const problem = token === null ? 'It ends before its token. Copy the whole link again.' : failure?.message;
  if (problem !== undefined) {
    return (
      <AccessCard title="This invitation does not work">
        <Notice tone="danger">{problem}</Notice>
        <p className="text-sm text-muted">
          An invitation works once and for seven days. An admin of the organisation can make a new link.
        </p>
        <LinkButton href="/">Go to Patchbay</LinkButton>
      </AccessCard>
    );
  }
  if (!found || !token) {
    return (
      <AccessCard title="Your invitation">
        <Skeleton className="h-16 w-full" />
        <Skeleton className="h-8 w-full" />
      </AccessCard>
    );
  }

  const { look, signedInAs } = found;
  const role = look.role === 'ADMIN' ? 'an admin' : 'a member';
  return (
    <AccessCard
      title={`Join ${look.organizationName}`}
      description={
        <>
          You are invited as {role}, with the address <b className="font-medium text-ink">{look.email}</b>.
        </>
      }
    >
      {signedInAs !== null ? (
        <AcceptInvitation token={token} look={look} signedInAs={signedInAs} />
      ) : look.hasAccount ? (
        <SignInToJoin token={token} email={look.email} />
      ) : (
        <JoinForm token={token} email={look.email} />
      )}
    </AccessCard>
  );
}
