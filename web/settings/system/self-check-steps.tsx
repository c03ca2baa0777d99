import clsx from 'clsx';
import { Check, X } from 'lucide-react';
import { milliseconds } from './milliseconds';

interface Step {
  position: number;
  name: string;
  passed: boolean;
  detail: string;
  latencyMs: number;
}

export function SelfCheckSteps({ steps }: { steps: readonly Step[] }) {
  if (steps.length === 0) return null;
  return (
    <ol aria-label="Steps" className="flex flex-col gap-2">
      {steps.map((step) => (
        <li key={step.position} className="flex items-start gap-2.5 text-sm">
          <span
            className={clsx(
              'mt-0.5 inline-flex size-4 shrink-0 items-center justify-center rounded-full',
              step.passed ? 'bg-success-soft text-success' : 'bg-danger-soft text-danger',
            )}
          >
            {step.passed ? <Check aria-hidden className="size-3" /> : <X aria-hidden className="size-3" />}
            <span className="sr-only">{step.passed ? 'Passed' : 'Failed'}</span>
          </span>
          <span className="min-w-0 flex-1">
            <span className="font-medium">{step.name}</span>
            <span className="block break-words text-muted">{step.detail}</span>
          </span>
          <span className="shrink-0 text-muted tabular-nums">{milliseconds(step.latencyMs)}</span>
        </li>
      ))}
    </ol>
  );
}
