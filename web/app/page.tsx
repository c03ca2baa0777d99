import { redirect } from 'next/navigation';
import { preload } from '@/graphql/preload';
import { lastLookedAt } from '@/shell/last-looked-at';
import { Shell } from '@/shell/shell-query';
import { Unreachable } from '@/shell/unreachable';

/** Leads on: to the organisation looked at last, else to the first, else to where one can be made. */
export default async function Home() {
  const { data } = await preload(Shell, {});
  if (!data) return <Unreachable />;
  if (!data.viewer) redirect('/sign-in');

  const membership = await lastLookedAt(data.viewer.memberships);
  redirect(membership ? `/${membership.slug}` : '/account');
}
