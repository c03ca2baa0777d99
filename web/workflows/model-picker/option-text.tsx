import { capabilities, capabilityNames } from '@patchbay/schema/capabilities.ts';
import { capabilityIcons } from '@/models/capability-icons';
import { statusWords } from '@/models/model-words';
import { perMillion } from '@/models/price';
import { Badge } from '@/ui/badge';
import type { ModelOption } from './model-options';

/** A model in two lines: what it is called, and what it can do, hold and cost. */
export function OptionText({ option }: { option: ModelOption }) {
  const { label, value, hint, model, degraded } = option;
  return (
    <span className="flex min-w-0 flex-1 flex-col">
      <span className="flex items-baseline gap-2">
        <span className="max-w-[60%] shrink-0 truncate">{label}</span>
        {model && <code className="min-w-0 flex-1 truncate font-mono text-xs text-muted">{value}</code>}
        {model && model.status !== 'ACTIVE' && <Badge tone="warning">{statusWords[model.status]}</Badge>}
      </span>
      {hint && (
        <span className="truncate text-xs text-muted" title={hint}>
          {hint}
        </span>
      )}
      {model && (
        <span className="flex items-center gap-2 text-xs whitespace-nowrap text-muted tabular-nums">
          <CapabilityIcons model={model} />
          {degraded.length > 0 && (
            <span className="truncate text-warning">
              without {degraded.map((name) => capabilities[name].label).join(', ')}
            </span>
          )}
          <span className="ml-auto">
            {model.contextTokens === null ? '' : `${compact.format(model.contextTokens)} context`}
          </span>
          <span className="min-w-28 text-right">{sayPrice(model)}</span>
        </span>
      )}
    </span>
  );
}

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

function CapabilityIcons({ model }: { model: NonNullable<ModelOption['model']> }) {
  const has = capabilityNames.filter((name) => model.capabilities[name]);
  if (has.length === 0) return <span>Text only</span>;
  return (
    <span className="flex gap-1">
      {has.map((name) => {
        const Icon = capabilityIcons[name];
        const { label } = capabilities[name];
        return (
          <span
            key={name}
            title={label}
            className="flex size-4.5 items-center justify-center rounded-sm bg-sunken"
          >
            <Icon aria-hidden className="size-3" />
            <span className="sr-only">{label} </span>
          </span>
        );
      })}
    </span>
  );
}

function sayPrice({ inputCost, outputCost }: NonNullable<ModelOption['model']>): string {
  if (inputCost === null && outputCost === null) return 'price not tracked';
  return `${perMillion(inputCost)} in, ${perMillion(outputCost)} out`;
}
