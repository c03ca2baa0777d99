import { Boxes, Plus } from 'lucide-react';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import type { OfferedProvider } from './model-list';

interface ProviderCardsProps {
  providers: readonly OfferedProvider[];
  /** Absent for those who may not. */
  onSetUp: ((provider: string) => void) | undefined;
}

/** Stands where the custom models would: what can be brought, and how to begin. */
export function ProviderCards({ providers, onSetUp }: ProviderCardsProps) {
  return (
    <div className="rounded-lg border border-line bg-panel">
      <EmptyState icon={<Boxes />} title="No custom models yet">
        {onSetUp
          ? 'Bring a model with your own credentials. Choose who serves it.'
          : 'An admin of the organisation can add models with its own credentials.'}
      </EmptyState>
      {onSetUp && (
        <ul className="grid gap-3 px-4 pb-6 sm:grid-cols-2 sm:px-6 lg:grid-cols-3">
          {providers.map(({ id, label, summary }) => (
            <li key={id} className="flex flex-col gap-3 rounded-lg border border-line bg-canvas p-4">
              <div className="flex-1">
                <h2 className="text-sm font-semibold">{label}</h2>
                <p className="mt-0.5 text-xs text-muted">{summary}</p>
              </div>
              <Button
                icon={<Plus />}
                className="self-start"
                aria-label={`Set up ${label}`}
                onClick={() => onSetUp(id)}
              >
                Set up
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
