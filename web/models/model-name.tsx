import { Link } from '@/ui/link';
import { modelPath } from './model-path';
import type { Model } from './models-query';
import { ProviderLogo } from './provider-logo';

interface ModelNameProps {
  model: Model;
  /** The slug of the organisation. */
  organization: string;
  /** What the provider is called. */
  provider: string;
}

export function ModelName({ model, organization, provider }: ModelNameProps) {
  const { displayName, reference } = model;
  return (
    <span className="flex min-w-0 items-center gap-3">
      <ProviderLogo provider={model.provider} label={provider} />
      <span className="min-w-0">
        <Link
          href={modelPath(organization, reference)}
          title={displayName}
          className="row-link block truncate font-medium underline-offset-2 hover:underline"
        >
          {displayName || reference}
        </Link>
        <span title={reference} className="block truncate font-mono text-xs text-muted">
          {reference}
        </span>
      </span>
    </span>
  );
}
