import { Link } from '@/ui/link';
import type { Column } from '@/ui/table';
import { CapabilityChips } from './capability-chips';
import { StatusBadges, TypeBadge } from './model-badges';
import type { Model, OfferedProvider } from './model-list';
import { modelPath } from './model-path';
import { perMillion } from './price';
import { providerLabel } from './provider-label';

export function modelColumns(
  organization: string,
  providers: readonly OfferedProvider[],
): readonly Column<Model>[] {
  return [
    {
      header: 'Name',
      cell: (model) => (
        <span className="min-w-0">
          <Link
            href={modelPath(organization, model.reference)}
            className="row-link font-medium break-words underline-offset-2 hover:underline"
          >
            {model.displayName || model.reference}
          </Link>
          <span className="block font-mono text-xs break-all text-muted">{model.reference}</span>
        </span>
      ),
    },
    { header: 'Type', cell: ({ type }) => <TypeBadge type={type} /> },
    {
      header: 'Provider',
      cell: ({ provider, providerModelId, reference }) => (
        <span className="min-w-0">
          {providerLabel(provider, providers)}
          {/* Said once where both are the same. */}
          {providerModelId !== reference && (
            <span className="block truncate font-mono text-xs text-muted md:max-w-56" title={providerModelId}>
              {providerModelId}
            </span>
          )}
        </span>
      ),
    },
    { header: 'Can', cell: (model) => <CapabilityChips capabilities={model.capabilities} /> },
    {
      header: 'Cost per 1M',
      cell: (model) => (
        <span className="text-xs text-muted tabular-nums md:whitespace-nowrap">{pricesOf(model)}</span>
      ),
    },
    { header: 'Status', cell: (model) => <StatusBadges model={model} /> },
  ];
}

function pricesOf({ inputCost, outputCost }: Model): string {
  if (inputCost === null && outputCost === null) return 'not tracked';
  return `${side(inputCost, 'in')} / ${side(outputCost, 'out')}`;
}

function side(cost: string | null, which: string): string {
  return cost === null ? `${which} not tracked` : `${perMillion(cost)} ${which}`;
}
