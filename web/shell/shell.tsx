import { redirect } from 'next/navigation';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { signInPath } from '@/access/paths';
import { preload } from '@/graphql/preload';
import { GraphqlProvider } from '@/graphql/provider';
import { NoSuchOrganization } from './no-such-organization';
import { Frame } from './frame';
import { Shell as ShellDocument } from './shell-query';
import { Unreachable } from './unreachable';
import { ViewerProvider } from './viewer';

interface ShellProps {
  /** The slug of the organisation that the page is about, where it is about one. */
  organization?: string;
  children: ReactNode;
}

/** Everything around a page for somebody signed in; who is not is sent to sign in and comes back. */
export async function Shell({ organization, children }: ShellProps) {
  const { data, error, answers } = await preload(ShellDocument, {});
  if (error?.networkError && !error.response) return <Unreachable />;
  if (!data?.viewer) redirect(signInPath((await headers()).get('x-path') ?? '/'));

  const known = data.viewer.memberships.some((membership) => membership.slug === organization);
  return (
    <GraphqlProvider key={organization} organization={organization} preloaded={answers}>
      <ViewerProvider initial={data.viewer} organization={organization}>
        <Frame>
          {organization === undefined || known ? children : <NoSuchOrganization slug={organization} />}
        </Frame>
      </ViewerProvider>
    </GraphqlProvider>
  );
}
