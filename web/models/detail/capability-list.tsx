import { capabilities, capabilityNames, type Capabilities } from '@patchbay/schema/capabilities.ts';
import clsx from 'clsx';
import { Badge } from '@/ui/badge';
import { capabilityIcons } from '../capability-icons';

/** Every capability there is, with what it means: what a model lacks matters as much. */
export function CapabilityList({ model }: { model: { capabilities: Capabilities } }) {
  return (
    <ul className="flex flex-col gap-3">
      {capabilityNames.map((name) => {
        const Icon = capabilityIcons[name];
        const has = model.capabilities[name];
        const { label, help } = capabilities[name];
        return (
          <li key={name} className="flex items-start gap-3">
            <span
              aria-hidden
              className={clsx(
                'flex size-8 shrink-0 items-center justify-center rounded-md border border-line',
                has ? 'bg-accent-soft text-accent' : 'bg-canvas text-muted',
              )}
            >
              <Icon className="size-4" />
            </span>
            <span className="min-w-0 flex-1">
              <span className="font-medium">{label}</span>
              <span className="block text-xs text-muted">{help}</span>
            </span>
            <Badge tone={has ? 'success' : 'neutral'}>{has ? 'Yes' : 'No'}</Badge>
          </li>
        );
      })}
    </ul>
  );
}
