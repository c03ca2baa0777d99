'use client';

import { MessagePage } from '@/ui/message-page';
import { ReloadButton } from '@/shell/reload-button';
import '@/ui/theme.css';

/** When even the frame around the pages has failed. */
export default function GlobalError() {
  return (
    <html lang="en">
      <body>
        <title>Patchbay has failed</title>
        <main>
          <MessagePage title="Patchbay has failed to show this page" action={<ReloadButton />}>
            The fault is ours, and nothing that was saved is lost.
          </MessagePage>
        </main>
      </body>
    </html>
  );
}
