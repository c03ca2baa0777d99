import type { ModelStatus, ModelType } from '@/graphql/generated/graphql';
import { Badge } from '@/ui/badge';
import { statusWords, typeWords } from './model-words';

const tones = {
  ACTIVE: 'success',
  INACTIVE: 'neutral',
  DELETED: 'danger',
  UNCONFIGURED: 'warning',
} as const satisfies Record<ModelStatus, string>;

export function TypeBadge({ type }: { type: ModelType }) {
  return <Badge tone={type === 'CUSTOM' ? 'accent' : 'neutral'}>{typeWords[type]}</Badge>;
}

export function StatusBadge({ status }: { status: ModelStatus }) {
  const badge = <Badge tone={tones[status]}>{statusWords[status]}</Badge>;
  if (status !== 'UNCONFIGURED') return badge;
  return (
    <span title="Not configured by the operator">
      {badge}
      <span className="sr-only"> by the operator</span>
    </span>
  );
}

export function StatusBadges({
  model: { status, untested },
}: {
  model: { status: ModelStatus; untested: boolean };
}) {
  return (
    <span className="flex flex-wrap gap-1">
      <StatusBadge status={status} />
      {untested && <Badge tone="warning">Untested</Badge>}
    </span>
  );
}

/** How a connection test ended. */
export function PassedBadge({ passed }: { passed: boolean }) {
  return passed ? <Badge tone="success">Passed</Badge> : <Badge tone="danger">Failed</Badge>;
}
