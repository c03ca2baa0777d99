import type { ModelStatus, ModelType } from '@/graphql/generated/graphql';
import { Badge } from '@/ui/badge';

const states = {
  ACTIVE: { tone: 'success', label: 'Active' },
  INACTIVE: { tone: 'neutral', label: 'Switched off' },
  DELETED: { tone: 'danger', label: 'Deleted' },
  UNCONFIGURED: { tone: 'warning', label: 'Not configured by the operator' },
} as const satisfies Record<ModelStatus, { tone: string; label: string }>;

export function TypeBadge({ type }: { type: ModelType }) {
  return type === 'CUSTOM' ? <Badge tone="accent">Custom</Badge> : <Badge>Platform</Badge>;
}

export function StatusBadges({
  model: { status, untested },
}: {
  model: { status: ModelStatus; untested: boolean };
}) {
  return (
    <span className="flex flex-wrap gap-1">
      <Badge tone={states[status].tone}>{states[status].label}</Badge>
      {untested && <Badge tone="warning">Untested</Badge>}
    </span>
  );
}

/** How a connection test ended. */
export function PassedBadge({ passed }: { passed: boolean }) {
  return passed ? <Badge tone="success">Passed</Badge> : <Badge tone="danger">Failed</Badge>;
}
