import { capabilities, capabilityNames, type Capabilities } from '@patchbay/schema/capabilities.ts';
import { Braces, Brain, Eye, Wrench, type LucideIcon } from 'lucide-react';

const icons = {
  jsonMode: Braces,
  vision: Eye,
  toolUse: Wrench,
  reasoning: Brain,
} satisfies Record<keyof typeof capabilities, LucideIcon>;

/** What a model can do, an icon each; the words are there for screen readers and on hover. */
export function CapabilityChips({ capabilities: has }: { capabilities: Capabilities }) {
  const able = capabilityNames.filter((name) => has[name]);
  if (able.length === 0) return <span className="text-xs text-muted">Text only</span>;
  return (
    <ul className="flex flex-wrap gap-1" aria-label="Capabilities">
      {able.map((name) => {
        const Icon = icons[name];
        const { label } = capabilities[name];
        return (
          <li
            key={name}
            title={label}
            className="inline-flex size-6 items-center justify-center rounded-sm bg-sunken text-muted"
          >
            <Icon aria-hidden className="size-3.5" />
            <span className="sr-only">{label}</span>
          </li>
        );
      })}
    </ul>
  );
}
