import type { ImpactEffect } from '@/graphql/generated/graphql';
import { useMembership } from '@/shell/viewer';
import { Badge } from '@/ui/badge';
import { Link } from '@/ui/link';
import { Notice } from '@/ui/notice';
import type { Impact } from './impact-fragment';

type Step = Impact['steps'][number];

const effects = {
  STOPS: { label: 'Stops', tone: 'danger' },
  RUNS_AGAIN: { label: 'Runs again', tone: 'success' },
  ANOTHER_MODEL: { label: 'Another model', tone: 'warning' },
  DOES_LESS: { label: 'Does less', tone: 'warning' },
  ANOTHER_ORDER: { label: 'Another order', tone: 'neutral' },
} as const satisfies Record<ImpactEffect, { label: string; tone: string }>;

interface ImpactListProps {
  impact: Impact;
  /** What to do about steps that would stop. */
  advice?: string;
}

export function ImpactList({
  impact,
  advice = 'Change those first, or save and repair them.',
}: ImpactListProps) {
  const { slug } = useMembership();
  const { stepsLookedAt, stepsAffected, stepsThatStop, steps } = impact;
  return (
    <div className="flex flex-col gap-3">
      {stepsThatStop > 0 ? (
        <Notice tone="danger" title={`${count(stepsThatStop, 'step')} would stop`}>
          No model would answer there any more. {advice}
        </Notice>
      ) : (
        <Notice tone={stepsAffected === 0 ? 'success' : 'info'}>
          {stepsAffected === 0
            ? `None of ${count(stepsLookedAt, 'step')} changes.`
            : `${stepsAffected} of ${count(stepsLookedAt, 'step')} ${stepsAffected === 1 ? 'is' : 'are'} affected, and none stops.`}
        </Notice>
      )}
      {steps.length > 0 && (
        <ul className="flex flex-col divide-y divide-line rounded-md border border-line text-sm">
          {steps.map((step) => (
            <li
              key={`${step.workflow.id} ${step.live} ${step.nodeId}`}
              className="flex flex-col gap-1 px-3 py-2.5"
            >
              <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <Link
                  href={`/${slug}/workflows/${encodeURIComponent(step.workflow.id)}`}
                  // Beside: what was typed here is not saved yet.
                  target="_blank"
                  className="font-medium hover:underline"
                >
                  {step.workflow.name}
                </Link>
                <span>{step.stepName}</span>
                <Badge>{step.live ? 'Live' : 'Draft'}</Badge>
                {step.effect && <Badge tone={effects[step.effect].tone}>{effects[step.effect].label}</Badge>}
              </span>
              <span className="text-xs text-muted">
                {namesOf(step.before)} → {namesOf(step.after)}
              </span>
              {step.effect === 'STOPS' && <span className="text-xs text-danger">{whyNot(step)}</span>}
              {step.withoutFallback && (
                <span className="text-xs text-warning">
                  The fallback cannot serve this step: it lacks what the step needs.
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {stepsAffected > steps.length && (
        <p className="text-xs text-muted">
          The first {steps.length} of {stepsAffected} are shown, the gravest first.
        </p>
      )}
    </div>
  );
}

function namesOf({ order }: Step['before']): string {
  const names = order.filter(({ reason }) => reason).map(({ model }) => model?.displayName);
  return names.length > 0 ? names.join(', then ') : 'nobody';
}

function whyNot({ after }: Step): string {
  const [first] = after.order.flatMap(({ refusals }) => refusals);
  return first ? `${first.message} ${first.fix}` : '';
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
