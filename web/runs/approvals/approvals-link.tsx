'use client';

import { useQuery } from 'urql';
import { useMembership } from '@/shell/viewer';
import { Badge } from '@/ui/badge';
import { LinkButton } from '@/ui/button';
import { useWhileSeen } from '../list/use-while-seen';
import { ApprovalCount } from './approval-documents';

const lookEvery = 10_000;

/** To what waits for the viewer, with how many that are. */
export function ApprovalsLink() {
  const { slug } = useMembership();
  const [{ data }, ask] = useQuery({ query: ApprovalCount, requestPolicy: 'cache-and-network' });
  useWhileSeen(lookEvery, () => ask({ requestPolicy: 'network-only' }));
  const count = data?.organization.approvals.totalCount ?? 0;
  return (
    <LinkButton href={`/${slug}/runs/approvals`}>
      Approvals
      {count > 0 && <Badge tone="warning">{count.toLocaleString('en-GB')}</Badge>}
    </LinkButton>
  );
}
