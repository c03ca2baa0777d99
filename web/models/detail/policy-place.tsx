'use client';

import { useMembership } from '@/shell/viewer';
import { Link } from '@/ui/link';
import { Notice } from '@/ui/notice';
import { placesOf } from '../policy-places';
import { usePickingPolicy } from '../use-models';

const list = new Intl.ListFormat('en-GB');

/** Where the model stands in the policy, and what follows from that; nothing where it has no place in it. */
export function PolicyPlace({ reference }: { reference: string }) {
  const policy = usePickingPolicy();
  const { slug } = useMembership();
  if (!policy) return null;
  const { names, held } = placesOf(policy, reference);
  if (names.length === 0) return null;
  return (
    <Notice title={`This model is ${list.format(names)}`}>
      {held && 'It can be neither switched off nor deleted until another one takes its place. '}
      <Link href={`/${slug}/settings/models`} className="underline underline-offset-2">
        Settings &gt; Models
      </Link>
    </Notice>
  );
}
