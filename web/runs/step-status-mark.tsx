'use client';

import { Check, CircleSlash, X } from 'lucide-react';
import { Spinner } from '@/ui/spinner';
import { duration } from './duration';
import type { LiveStep } from './run-store';

/** How a step stands, in the width of a word: a sign, and how long it took. */
export function StepStatusMark({
  step,
}: {
  step: Pick<LiveStep, 'status' | 'startedAt' | 'finishedAt' | 'attempts'>;
}) {
  const tokens = step.attempts.reduce((sum, { outputTokens }) => sum + (outputTokens ?? 0), 0);
  switch (step.status) {
    case 'RUNNING':
      return (
        <span className="flex items-center gap-1 text-xs text-accent">
          <Spinner className="size-3.5" /> <span className="sr-only">Running</span>
        </span>
      );
    case 'SUCCEEDED':
      return (
        <span className="flex items-center gap-1 text-xs whitespace-nowrap text-success tabular-nums">
          {step.finishedAt && duration(step.startedAt, step.finishedAt)}
          {tokens > 0 && ` · ${tokens} tok`}
          <Check aria-hidden className="size-3.5" />
          <span className="sr-only">Succeeded</span>
        </span>
      );
    case 'FAILED':
      return (
        <span className="flex items-center gap-1 text-xs text-danger">
          Failed <X aria-hidden className="size-3.5" />
        </span>
      );
    case 'SKIPPED':
      return (
        <span className="flex items-center gap-1 text-xs text-muted">
          Skipped <CircleSlash aria-hidden className="size-3.5" />
        </span>
      );
  }
}
