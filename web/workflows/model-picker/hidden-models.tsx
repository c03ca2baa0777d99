'use client';

import type { IneligibilityReason } from '@patchbay/schema/capabilities.ts';
import { ArrowLeft } from 'lucide-react';
import { modelPath } from '@/models/model-path';
import { useMembership } from '@/shell/viewer';
import { IconButton } from '@/ui/icon-button';
import { Link } from '@/ui/link';
import { type ModelOption, sayHidden } from './model-options';

interface HiddenModelsProps {
  hidden: readonly ModelOption[];
  /** What was searched for; the explanation follows the search. */
  query: string;
  onBack(): void;
}

/** So many stand in the list at once; a search narrows the rest. */
const most = 100;

/** Why each model is not offered, and what would change that. */
export function HiddenModels({ hidden, query, onBack }: HiddenModelsProps) {
  return (
    <section aria-label="Hidden models" className="flex flex-col">
      <header className="flex items-center gap-1 border-b border-line px-1 py-1">
        <IconButton label="Back to the models" autoFocus onClick={onBack}>
          <ArrowLeft />
        </IconButton>
        <h3 className="min-w-0 text-sm">
          {sayHidden(hidden)}
          {query.trim() !== '' && <span className="text-muted"> · matching "{query.trim()}"</span>}
        </h3>
      </header>
      <ul className="max-h-[min(26rem,calc(var(--available-height)-4rem))] divide-y divide-line overflow-y-auto">
        {hidden.slice(0, most).map((option) => (
          <HiddenModel key={option.value} option={option} />
        ))}
        {hidden.length > most && (
          <li className="px-3 py-2 text-xs text-muted">
            And {hidden.length - most} more. Go back and search to see why one of them is hidden.
          </li>
        )}
      </ul>
    </section>
  );
}

function HiddenModel({ option: { value, label, hint, model, reasons } }: { option: ModelOption }) {
  return (
    <li className="flex flex-col gap-1 px-3 py-2 text-sm">
      <span className="flex items-baseline gap-2">
        <span className="truncate font-medium">{label}</span>
        {model && <code className="min-w-0 truncate font-mono text-xs text-muted">{value}</code>}
      </span>
      {hint && <span className="text-xs text-muted">{hint}</span>}
      {reasons.map((reason) => (
        <span key={`${reason.code} ${reason.capability}`} className="text-xs text-muted">
          <span className="text-ink">{reason.message}</span> {reason.fix}{' '}
          <Fix reason={reason} model={model} />
        </span>
      ))}
    </li>
  );
}

const linkLook = 'whitespace-nowrap text-accent underline underline-offset-2';

/** Where it is mended. */
function Fix({ reason: { code }, model }: { reason: IneligibilityReason; model: ModelOption['model'] }) {
  const { slug } = useMembership();
  if (code === 'excluded')
    return (
      <Link className={linkLook} href={`/${slug}/settings/models`}>
        Open the model policy
      </Link>
    );
  if (code === 'not-configured')
    return (
      <Link className={linkLook} href={`/${slug}/models`}>
        Open the models
      </Link>
    );
  if (!model) return null;
  return (
    <Link className={linkLook} href={modelPath(slug, model.reference)}>
      Open {model.displayName}
    </Link>
  );
}
