import { capabilities } from '@patchbay/schema/capabilities.ts';
import clsx from 'clsx';
import { graphql } from '@/graphql/generated';
import type { ResolutionShownFragment } from '@/graphql/generated/graphql';
import { Badge } from '@/ui/badge';
import { capabilityNamed } from './capability-enum';

// Found by its name in the documents of those who show it.
graphql(`
  fragment ResolutionShown on ModelResolution {
    answers
    order {
      position
      place
      reference
      reason
      degraded
      model {
        displayName
        reference
      }
      refusals {
        code
        message
        fix
      }
    }
  }
`);

/** Who would be asked, in order, and why; who would not, and what could be done about it. */
export function ResolutionPanel({ resolution: { answers, order } }: { resolution: ResolutionShownFragment }) {
  return (
    <div className="flex flex-col gap-2">
      {!answers && (
        <p className="text-sm font-medium text-danger">No model would answer. The step would fail.</p>
      )}
      <ol className="flex flex-col divide-y divide-line rounded-md border border-line">
        {order.map(({ position, model, reference, reason, degraded, refusals }) => (
          <li key={position} className="flex gap-3 px-3 py-2.5 text-sm">
            <span
              aria-hidden
              className={clsx(
                'mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full text-xs tabular-nums',
                reason ? 'bg-accent-soft font-medium text-accent' : 'bg-sunken text-muted',
              )}
            >
              {position}
            </span>
            <span className="flex min-w-0 flex-1 flex-col gap-0.5">
              <span className="flex flex-wrap items-baseline gap-x-2">
                <span className={clsx('font-medium', !reason && 'text-muted')}>
                  {model?.displayName ?? reference}
                </span>
                {model && <code className="font-mono text-xs text-muted">{model.reference}</code>}
                {!reason && <Badge>Not asked</Badge>}
              </span>
              {reason && <span className="text-xs text-muted">{reason}</span>}
              {degraded.length > 0 && (
                <span className="text-xs text-warning">
                  Runs without {degraded.map((name) => capabilities[capabilityNamed[name]].label).join(', ')}.
                </span>
              )}
              {refusals.map(({ code, message, fix }) => (
                <span key={`${code} ${message}`} className="text-xs text-muted">
                  {message} {fix}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
