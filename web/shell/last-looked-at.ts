import { cookies } from 'next/headers';
import { rememberedOrganization } from './remembered-organization';

/** Of these organisations the one looked at last, else the first. */
export async function lastLookedAt<Membership extends { slug: string }>(
  memberships: readonly Membership[],
): Promise<Membership | undefined> {
  const last = (await cookies()).get(rememberedOrganization)?.value;
  return memberships.find(({ slug }) => slug === last) ?? memberships[0];
}
