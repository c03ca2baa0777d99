'use client';

import { useEffect, useState } from 'react';
import { authRequest, type ListedSession } from '@/access/auth-request';
import { SignOutEverywhere } from '@/access/sign-out-everywhere';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { ErrorState } from '@/ui/error-state';
import { RelativeTime } from '@/ui/relative-time';
import { Skeleton } from '@/ui/skeleton';
import { toast } from '@/ui/toast';
import { describeBrowser } from './describe-browser';

interface Listed {
  sessions: ListedSession[];
  current: string | undefined;
  /** Set where they could not be had. */
  problem?: string;
}

/** Where this person is signed in. */
export function SessionsCard() {
  const [listed, setListed] = useState<Listed>();
  const [leaving, setLeaving] = useState(false);

  const read = () => listSessions().then(setListed);
  useEffect(() => {
    void listSessions().then(setListed);
  }, []);

  async function end(session: ListedSession) {
    const outcome = await authRequest('/auth/revoke-session', { token: session.token });
    if (outcome.ok) toast.success('The session is ended');
    else toast.error('The session could not be ended', outcome.message);
    await read();
  }

  return (
    <Card
      title="Sessions"
      description="Where you are signed in. End what you do not know, then change your password."
      action={
        <Button size="sm" onClick={() => setLeaving(true)}>
          Sign out everywhere
        </Button>
      }
    >
      {!listed && <Skeleton className="h-16 w-full" />}
      {listed?.problem && (
        <ErrorState title="The sessions could not be loaded" onRetry={read}>
          {listed.problem}
        </ErrorState>
      )}
      {listed && !listed.problem && (
        <ul className="-mx-4 -mb-4 divide-y divide-line border-t border-line sm:-mx-5">
          {listed.sessions.map((session) => (
            <li key={session.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 sm:px-5">
              <span className="min-w-0 flex-1 basis-48">
                <span className="font-medium">{describeBrowser(session.userAgent)}</span>
                <span className="block text-xs text-muted">
                  {session.ipAddress && `${session.ipAddress} · `}signed in{' '}
                  <RelativeTime value={session.createdAt} />
                </span>
              </span>
              {session.id === listed.current ? (
                <Badge tone="accent">This one</Badge>
              ) : (
                <Button size="sm" onClick={() => end(session)}>
                  End<span className="sr-only"> the session of {describeBrowser(session.userAgent)}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <SignOutEverywhere open={leaving} onOpenChange={setLeaving} />
    </Card>
  );
}

async function listSessions(): Promise<Listed> {
  const [sessions, here] = await Promise.all([
    authRequest('/auth/list-sessions'),
    authRequest('/auth/get-session'),
  ]);
  if (!sessions.ok) return { sessions: [], current: undefined, problem: sessions.message };
  return { sessions: sessions.data, current: here.ok ? here.data?.session.id : undefined };
}
