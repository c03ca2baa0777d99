import { MessagePage } from '@/ui/message-page';
import { ReloadButton } from './reload-button';

/** The web answers, but the API behind it does not. */
export function Unreachable() {
  return (
    <main>
      <MessagePage title="Patchbay is not ready" action={<ReloadButton />}>
        The API does not answer. It may be starting: try again in a few seconds. If it stays so, look at the
        log of the API.
      </MessagePage>
    </main>
  );
}
