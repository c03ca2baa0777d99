import { capabilities, capabilityNames, type Capabilities } from '@patchbay/schema/capabilities.ts';
import clsx from 'clsx';
import { capabilityNamed } from './capability-enum';
import { capabilityIcons, capabilityShortNames } from './capability-icons';
import type { Model } from './models-query';

interface CapabilityChipsProps {
  capabilities: Capabilities;
  /** What was found by probing. */
  evidence: Model['evidence'];
}

/**
 * What a model can do, an icon each; the words are there for screen readers, on hover, and where there is room. A
 * capability that its evidence speaks against is marked, and so is one that was found and is switched off.
 */
export function CapabilityChips({ capabilities: has, evidence }: CapabilityChipsProps) {
  const contradicted = evidence
    .filter((one) => one.contradicts)
    .map((one) => capabilityNamed[one.capability]);
  const shown = capabilityNames.filter((name) => has[name] || contradicted.includes(name));
  if (shown.length === 0) return <span className="text-xs text-muted">Text only</span>;
  return (
    <ul className="flex gap-1" aria-label="Capabilities">
      {shown.map((name) => {
        const Icon = capabilityIcons[name];
        const { label } = capabilities[name];
        const doubt =
          contradicted.includes(name) &&
          (has[name] ? 'a probe found otherwise' : 'off, but a probe found it');
        return (
          <li
            key={name}
            title={doubt ? `${label}: ${doubt}` : label}
            className={clsx(
              'relative inline-flex h-6 min-w-6 items-center justify-center gap-1 rounded-sm px-1 text-xs',
              doubt ? 'bg-warning-soft text-warning' : 'bg-sunken text-muted',
              !has[name] && 'border border-dashed border-current',
            )}
          >
            <Icon aria-hidden className="size-3.5 shrink-0" />
            <span aria-hidden className="pr-0.5 whitespace-nowrap @max-[86rem]/model-list:hidden">
              {capabilityShortNames[name]}
            </span>
            {doubt && (
              <span aria-hidden className="absolute -top-0.5 -right-0.5 size-1.5 rounded-full bg-warning" />
            )}
            <span className="sr-only">{doubt ? `${label}: ${doubt}` : label}</span>
          </li>
        );
      })}
    </ul>
  );
}
