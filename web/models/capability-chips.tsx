import { capabilities, capabilityNames, type Capabilities } from '@patchbay/schema/capabilities.ts';
import { capabilityIcons } from './capability-icons';

/** What a model can do, an icon each; the words are there for screen readers and on hover. */
export function CapabilityChips({ capabilities: has }: { capabilities: Capabilities }) {
  const able = capabilityNames.filter((name) => has[name]);
  if (able.length === 0) return <span className="text-xs text-muted">Text only</span>;
  return (
    <ul className="flex gap-1" aria-label="Capabilities">
      {able.map((name) => {
        const Icon = capabilityIcons[name];
        const { label } = capabilities[name];
        return (
          <li
            key={name}
            title={label}
            className="relative inline-flex size-6 items-center justify-center rounded-sm bg-sunken text-muted"
          >
            <Icon aria-hidden className="size-3.5" />
            <span className="sr-only">{label}</span>
          </li>
        );
      })}
    </ul>
  );
}
