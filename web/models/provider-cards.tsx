import { Plus } from 'lucide-react';
import { Button } from '@/ui/button';
import type { OfferedProvider } from './model-list';
import { ProviderLogo } from './provider-logo';

interface ProviderCardsProps {
  providers: readonly OfferedProvider[];
  /** Absent for those who may not. */
  onSetUp: ((provider: string) => void) | undefined;
}

/** Stands where the custom models would: what can be brought, and how to begin. */
export function ProviderCards({ providers, onSetUp }: ProviderCardsProps) {
  return (
    <section
      aria-labelledby="no-custom-models"
      className="rounded-lg border border-line bg-panel px-4 py-8 sm:px-6"
    >
      <div className="mx-auto max-w-md text-center">
        <h2 id="no-custom-models" className="text-base font-semibold tracking-tight">
          No custom models yet
        </h2>
        <p className="mt-1 text-sm text-balance text-muted">
          {onSetUp
            ? 'Bring a model with credentials of your own: it is called directly, and its provider bills you. Choose who serves it.'
            : 'An admin of the organisation can bring models with its own credentials, from any of these providers.'}
        </p>
      </div>
      <ul className="mt-6 grid gap-3 sm:grid-cols-2 lg:grid-cols-3 2xl:grid-cols-4">
        {providers.map(({ id, label, summary }) => (
          <li key={id} className="flex items-start gap-3 rounded-lg border border-line bg-canvas p-4">
            <ProviderLogo provider={id} label={label} className="size-9" />
            <div className="min-w-0 flex-1">
              <h3 className="text-sm font-medium">{label}</h3>
              <p className="mt-0.5 text-xs text-muted">{summary}</p>
              {onSetUp && (
                <Button
                  size="sm"
                  icon={<Plus />}
                  className="mt-3"
                  aria-label={`Set up ${label}`}
                  onClick={() => onSetUp(id)}
                >
                  Set up
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
