import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { preload } from '@/graphql/preload';
import { rememberedOrganization } from '@/shell/remembered-organization';
import { Shell } from '@/shell/shell-query';
import { Unreachable } from '@/shell/unreachable';

/** Leads on: to the organisation looked at last, else to the first, else to where one can be made. */
export default async function Home() {
  const { data, error } = await preload(Shell, {});
  if (error?.networkError && !error.response) return <Unreachable />;
  if (!data?.viewer) redirect('/sign-in');

  const last = (await cookies()).get(rememberedOrganization)?.value;
  const { memberships } = data.viewer;
  const membership = memberships.find(({ slug }) => slug === last) ?? memberships[0];
  redirect(membership ? `/${membership.slug}` : '/account');
}
