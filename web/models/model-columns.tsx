import { Badge } from '@/ui/badge';
import { CopyButton } from '@/ui/copy-button';
import type { Column } from '@/ui/table';
import { CapabilityChips } from './capability-chips';
import type { Model } from './model-list';
import { perMillion } from './price';

const states = {
  ACTIVE: { tone: 'success', label: 'Active' },
  INACTIVE: { tone: 'neutral', label: 'Switched off' },
  DELETED: { tone: 'danger', label: 'Deleted' },
  UNCONFIGURED: { tone: 'warning', label: 'Not configured by the operator' },
} as const satisfies Record<Model['status'], { tone: string; label: string }>;

export const modelColumns: readonly Column<Model>[] = [
  {
    header: 'Name',
    cell: (model) => (
      <span className="min-w-0">
        <span className="font-medium">{model.displayName || model.reference}</span>
        <span className="flex min-w-0 items-center gap-1 text-xs text-muted">
          <span className="truncate font-mono">{model.reference}</span>
          <CopyButton compact value={model.reference} label={`Copy the reference ${model.reference}`} />
        </span>
      </span>
    ),
  },
  {
    header: 'Type',
    cell: (model) => (
      <Badge tone={model.type === 'CUSTOM' ? 'accent' : 'neutral'}>
        {model.type === 'CUSTOM' ? 'Custom' : 'Platform'}
      </Badge>
    ),
  },
  {
    header: 'Model id',
    cell: (model) => (
      <span className="block max-w-56 truncate font-mono text-xs text-muted" title={model.providerModelId}>
        {model.providerModelId}
      </span>
    ),
  },
  {
    header: 'Can',
    cell: (model) => <CapabilityChips capabilities={model.capabilities} />,
  },
  {
    header: 'USD per 1M in / out',
    cell: (model) => (
      <span className="text-xs whitespace-nowrap text-muted tabular-nums">
        {perMillion(model.inputCost)} / {perMillion(model.outputCost)}
      </span>
    ),
  },
  {
    header: 'Status',
    cell: (model) => (
      <span className="flex flex-wrap gap-1">
        <Badge tone={states[model.status].tone}>{states[model.status].label}</Badge>
        {model.untested && <Badge tone="warning">Untested</Badge>}
      </span>
    ),
  },
];
