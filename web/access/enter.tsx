'use client';

import { useEffect, useState } from 'react';
import type { Failure } from '@/graphql/outcome';
import { Attempts } from '@/ui/attempts';
import { LinkButton } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { Spinner } from '@/ui/spinner';
import { AccessCard } from './access-card';
import { authRequest } from './auth-request';
import { useTokenFromFragment } from './token-from-fragment';
import { isUnanswered, Unanswered } from './unanswered';

/** Trades the single-use token of a link for a session. */
export function Enter() {
  const token = useTokenFromFragment();
  return <Attempts>{(retry) => <Entering token={token} onRetry={retry} />}</Attempts>;
}

interface EnteringProps {
  token: string | null | undefined;
  onRetry(): void;
}

function Entering({ token, onRetry }: EnteringProps) {
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    if (!token) return;
    void authRequest('/auth/enter', { token }).then((outcome) => {
      if (outcome.ok) window.location.replace('/');
      else setFailure(outcome);
    });
  }, [token]);

  if (failure && isUnanswered(failure)) return <Unanswered onRetry={onRetry} />;
  const problem = token === null ? 'It ends before its token. Copy the whole link again.' : failure?.message;
  if (problem === undefined) {
    return (
      <AccessCard title="Signing you in">
        <p role="status" className="flex items-center gap-2 text-sm text-muted">
          <Spinner /> This takes a moment.
        </p>
      </AccessCard>
    );
  }
  return (
    <AccessCard title="This link does not sign you in">
      <Notice tone="danger">{problem}</Notice>
      <p className="text-sm text-muted">
        A link works once and for ten minutes. Starting Patchbay again prints a fresh one; with a password you
        can also sign in as usual.
      </p>
      <LinkButton href="/sign-in" variant="primary">
        Sign in with a password
      </LinkButton>
    </AccessCard>
  );
}
