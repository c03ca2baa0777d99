'use client';

import { useQuery } from 'urql';
import { useWhileSeen } from '../list/use-while-seen';
import { ApprovalCard } from './approval-card';
import { ApprovalsOfRun } from './approval-documents';

/** What a step of a run asks, and what was decided. */
export function ApprovalOfStep({ runId, path, waits }: { runId: string; path: string; waits: boolean }) {
  const [{ data }, ask] = useQuery({
    query: ApprovalsOfRun,
    variables: { runId },
    requestPolicy: 'cache-and-network',
  });
  useWhileSeen(waits ? 3_000 : null, () => ask({ requestPolicy: 'network-only' }));
  const approval = data?.organization.approvals.nodes.find((one) => one.path === path);
  return approval ? <ApprovalCard approval={approval} /> : null;
}
