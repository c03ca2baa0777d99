import NextLink from 'next/link';
import type { ComponentProps } from 'react';

/**
 * Goes to a page of Patchbay. Pages are made for each request (their policy carries a nonce), so fetching all that
 * might be visited would cost the server a page for every link in sight.
 */
export function Link(props: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={false} {...props} />;
}
