'use client';

import { useEffect, useState } from 'react';
import { LinkButton } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { Spinner } from '@/ui/spinner';
import { AccessCard } from './access-card';
import { authRequest } from './auth-request';
import { useTokenFromFragment } from './token-from-fragment';

/** Trades the single-use token of a link for a session. */
export function Enter() {
  const token = useTokenFromFragment();
  const [refusal, setRefusal] = useState<string>();
  const problem = token === null ? 'It ends before its token. Copy the whole link again.' : refusal;

  useEffect(() => {
    if (!token) return;
    void authRequest('/auth/enter', { token }).then((outcome) => {
      if (outcome.ok) window.location.replace('/');
      else setRefusal(outcome.message);
    });
  }, [token]);

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
