import type { Metadata } from 'next';
import { LinkButton } from '@/ui/button';
import { MessagePage } from '@/ui/message-page';

export const metadata: Metadata = { title: 'Page not found' };

export default function NotFound() {
  return (
    <main>
      <MessagePage
        title="There is no such page"
        action={
          <LinkButton href="/" variant="primary">
            Go to Patchbay
          </LinkButton>
        }
      >
        The address may be mistyped, or what it pointed at is gone.
      </MessagePage>
    </main>
  );
}
