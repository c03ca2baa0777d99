import { Badge } from '@/ui/badge';
import { CopyButton } from '@/ui/copy-button';
import { columnsFor } from '@/ui/table';
import { CapabilityChips } from './capability-chips';
import type { Model } from './model-list';
import { perMillion } from './price';

const column = columnsFor<Model>();

const states = {
  ACTIVE: { tone: 'success', label: 'Active' },
  INACTIVE: { tone: 'neutral', label: 'Switched off' },
  DELETED: { tone: 'danger', label: 'Deleted' },
  UNCONFIGURED: { tone: 'warning', label: 'Not configured by the operator' },
} as const satisfies Record<Model['status'], { tone: string; label: string }>;

export const modelColumns = column.columns([
  column.accessor('displayName', {
    header: 'Name',
    cell: ({ row: { original: model } }) => (
      <span className="min-w-0">
        <span className="font-medium">{model.displayName || model.reference}</span>
        <span className="flex min-w-0 items-center gap-1 text-xs text-muted">
          <span className="truncate font-mono">{model.reference}</span>
          <CopyButton compact value={model.reference} label={`Copy the reference ${model.reference}`} />
        </span>
      </span>
    ),
  }),
  column.accessor('type', {
    header: 'Type',
    cell: ({ getValue }) => (
      <Badge tone={getValue() === 'CUSTOM' ? 'accent' : 'neutral'}>
        {getValue() === 'CUSTOM' ? 'Custom' : 'Platform'}
      </Badge>
    ),
  }),
  column.accessor('providerModelId', {
    header: 'Model id',
    cell: ({ row: { original: model } }) => (
      <span className="block max-w-56 truncate font-mono text-xs text-muted" title={model.providerModelId}>
        {model.providerModelId}
      </span>
    ),
  }),
  column.accessor('capabilities', {
    header: 'Can',
    cell: ({ getValue }) => <CapabilityChips capabilities={getValue()} />,
  }),
  column.display({
    id: 'price',
    header: 'USD per 1M in / out',
    cell: ({ row: { original: model } }) => (
      <span className="text-xs whitespace-nowrap text-muted tabular-nums">
        {perMillion(model.inputCost)} / {perMillion(model.outputCost)}
      </span>
    ),
  }),
  column.accessor('status', {
    header: 'Status',
    cell: ({ row: { original: model } }) => (
      <span className="flex flex-wrap gap-1">
        <Badge tone={states[model.status].tone}>{states[model.status].label}</Badge>
        {model.untested && <Badge tone="warning">Untested</Badge>}
      </span>
    ),
  }),
]);
