'use client';

import { Check, CircleSlash, History, Hourglass, Pin, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Spinner } from '@/ui/spinner';
import { duration } from './duration';
import { Elapsed } from './elapsed';
import type { LiveStep } from './run-store';

type Standing = Pick<LiveStep, 'status' | 'origin' | 'startedAt' | 'finishedAt'> & { error: object | null };

/** How a step stands, in the width of a word: a sign, and how long it took. What did not run never looks as if it had. */
export function StepStatusMark({ step }: { step: Standing }) {
  if (step.status === 'SKIPPED')
    return (
      <Mark tone="text-muted">
        {step.origin === 'NOT_NEEDED' ? 'Not needed' : 'Skipped'}{' '}
        <CircleSlash aria-hidden className="size-3.5" />
      </Mark>
    );
  if (step.origin === 'PINNED')
    return (
      <Mark tone="text-warning">
        Pinned <Pin aria-hidden className="size-3.5" />
      </Mark>
    );
  if (step.origin === 'EARLIER_RUN')
    return (
      <Mark tone="text-muted">
        Earlier run <History aria-hidden className="size-3.5" />
      </Mark>
    );
  if (step.status === 'RUNNING')
    return (
      <Mark tone="text-accent">
        <Elapsed since={step.startedAt} /> <Spinner className="size-3.5" />
        <span className="sr-only">Running</span>
      </Mark>
    );
  if (step.status === 'WAITING')
    return (
      <Mark tone="text-warning">
        Waiting <Hourglass aria-hidden className="size-3.5" />
      </Mark>
    );
  if (step.status === 'FAILED')
    return (
      <Mark tone="text-danger">
        Failed <X aria-hidden className="size-3.5" />
      </Mark>
    );
  // It failed, and the run went on: by the way for errors, or with the step's default.
  const wentOn = step.error !== null;
  return (
    <Mark tone={wentOn ? 'text-warning' : 'text-success'}>
      {step.finishedAt && duration(step.startedAt, step.finishedAt)}
      {wentOn ? (
        <TriangleAlert aria-hidden className="size-3.5" />
      ) : (
        <Check aria-hidden className="size-3.5" />
      )}
      <span className="sr-only">{wentOn ? 'Went on after an error' : 'Succeeded'}</span>
    </Mark>
  );
}

function Mark({ tone, children }: { tone: string; children: ReactNode }) {
  return (
    <span className={`flex items-center gap-1 text-xs whitespace-nowrap tabular-nums ${tone}`}>
      {children}
    </span>
  );
}
