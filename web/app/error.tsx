'use client';

import { Button, LinkButton } from '@/ui/button';
import { MessagePage } from '@/ui/message-page';

interface ErrorPageProps {
  error: Error & { digest?: string };
  reset(): void;
}

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <MessagePage
      title="This page has failed"
      action={
        <>
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
          <LinkButton href="/">Go to the start</LinkButton>
        </>
      }
    >
      The fault is ours, and nothing that was saved is lost.
      {error.digest && ` For the operator, the web's log has more under ${error.digest}.`}
    </MessagePage>
  );
}
