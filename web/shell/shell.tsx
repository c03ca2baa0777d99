import { redirect } from 'next/navigation';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { signInPath } from '@/access/paths';
import { preload } from '@/graphql/preload';
import { GraphqlProvider } from '@/graphql/provider';
import { NoSuchOrganization } from './no-such-organization';
import { Frame } from './frame';
import { lastLookedAt } from './last-looked-at';
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
  const { data, answers } = await preload(ShellDocument, {});
  if (!data) return <Unreachable />;
  if (!data.viewer) redirect(signInPath((await headers()).get('x-path') ?? '/'));

  const { memberships } = data.viewer;
  const known = memberships.some(({ slug }) => slug === organization);
  // A page about no organisation keeps the one that was looked at last around it.
  const around = organization ?? (await lastLookedAt(memberships))?.slug;
  return (
    <GraphqlProvider key={around} organization={around} preloaded={answers}>
      <ViewerProvider initial={data.viewer} organization={around}>
        <Frame>
          {organization === undefined || known ? children : <NoSuchOrganization slug={organization} />}
        </Frame>
      </ViewerProvider>
    </GraphqlProvider>
  );
}
