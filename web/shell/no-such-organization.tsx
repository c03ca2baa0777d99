import { LinkButton } from '@/ui/button';
import { MessagePage } from '@/ui/message-page';

/** Said in the same words whether it exists or not. */
export function NoSuchOrganization({ slug }: { slug: string }) {
  return (
    <MessagePage
      title="No such organisation"
      action={<LinkButton href="/account">See your organisations</LinkButton>}
    >
      You are not a member of an organisation “{slug}”. Check the address, or ask one of its admins for an
      invitation.
    </MessagePage>
  );
}
