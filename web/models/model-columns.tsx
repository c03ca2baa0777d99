import type { ReactNode } from 'react';
import type { ModelOrder } from '@/graphql/generated/graphql';
import { CapabilityChips } from './capability-chips';
import { ModelHealth } from './model-health';
import { ModelName } from './model-name';
import { StatusBadge } from './model-badges';
import { ModelPrices } from './model-prices';
import { typeWords } from './model-words';
import type { Model } from './models-query';

interface ModelColumn {
  /** Its place in model-table.css. */
  name: string;
  header: string;
  /** Sorts by it. */
  order?: ModelOrder;
  className?: string;
  cell(model: Model, place: { organization: string; provider: string }): ReactNode;
}

export const modelColumns: readonly ModelColumn[] = [
  {
    name: 'name',
    header: 'Name',
    order: 'NAME',
    cell: (model, place) => <ModelName model={model} {...place} />,
  },
  {
    name: 'provider',
    header: 'Provider',
    cell: ({ type }, { provider }) => (
      <span className="flex min-w-0 flex-wrap gap-x-1.5 @min-[60rem]/model-list:flex-col">
        <span className="truncate">{provider}</span>
        <span aria-hidden className="text-muted @min-[60rem]/model-list:hidden">
          ·
        </span>
        <span className="text-muted @min-[60rem]/model-list:text-xs">{typeWords[type]}</span>
      </span>
    ),
  },
  {
    name: 'can',
    header: 'Can',
    cell: (model) => <CapabilityChips {...model} />,
  },
  {
    name: 'context',
    header: 'Context',
    className: 'text-right',
    cell: ({ contextTokens }) => <Context tokens={contextTokens} />,
  },
  {
    name: 'price',
    header: 'Price per 1M',
    className: 'text-right @min-[52rem]/model-list:pr-3',
    cell: (model) => <ModelPrices {...model} />,
  },
  {
    name: 'health',
    header: 'Last test',
    order: 'LAST_TESTED',
    cell: (model) => <ModelHealth model={model} />,
  },
  {
    name: 'used',
    header: 'Used by',
    cell: ({ usage: { workflowCount } }) => (
      <span className={workflowCount === 0 ? 'text-muted' : undefined}>{usedBy(workflowCount)}</span>
    ),
  },
  {
    name: 'status',
    header: 'Status',
    cell: ({ status }) => <StatusBadge status={status} />,
  },
];

function usedBy(workflows: number): string {
  if (workflows === 0) return 'Not used';
  return workflows === 1 ? '1 workflow' : `${exact.format(workflows)} workflows`;
}

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const exact = new Intl.NumberFormat('en-GB');

function Context({ tokens }: { tokens: number | null }) {
  if (tokens === null) return <NotSaid>The context is not known</NotSaid>;
  return (
    <span title={`${exact.format(tokens)} tokens`} className="tabular-nums">
      {compact.format(tokens)}
      <span className="sr-only"> tokens</span>
    </span>
  );
}

/** There is nothing to show; why, is for screen readers and on hovering. */
function NotSaid({ children }: { children: string }) {
  return (
    <span title={children} className="text-muted">
      <span aria-hidden>–</span>
      <span className="sr-only">{children}</span>
    </span>
  );
}
