'use client';

import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import { FilterMenu } from '@/ui/filter-menu';
import { later } from '@/ui/later';
import { Skeleton } from '@/ui/skeleton';
import type { LiveStep } from '../run-store';
import { runStatusLooks } from '../run-status-badge';
import { useInnerStep } from './use-inner-step';

const TextDiff = later(() => import('@/workflows/versions/text-diff').then((module) => module.TextDiff));

const RunsToCompare = graphql(`
  query RunsToCompare($workflowId: ID!) {
    organization {
      id
      runs(first: 25, filter: { workflowId: $workflowId }) {
        nodes {
          id
          status
          versionNumber
          createdAt
        }
      }
    }
  }
`);

interface CompareStepProps {
  workflowId: string;
  runId: string;
  step: LiveStep;
}

const none = '';

/** What this step was asked and put out, beside the same step of another run of the workflow. */
export function CompareStep({ workflowId, runId, step }: CompareStepProps) {
  const [other, setOther] = useState(none);
  const [{ data }] = useQuery({ query: RunsToCompare, variables: { workflowId } });
  const runs = data?.organization.runs.nodes.filter(({ id }) => id !== runId) ?? [];
  if (runs.length === 0) return null;
  return (
    <section aria-label="Comparison" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="text-xs font-medium text-muted">Compared with</h3>
        <FilterMenu
          label="Another run"
          value={other}
          options={[
            { value: none, label: 'No other run' },
            ...runs.map((run) => ({ value: run.id, label: nameOf(run) })),
          ]}
          onValueChange={setOther}
        />
      </div>
      {other !== none && <Differences key={other} runId={other} step={step} />}
    </section>
  );
}

function Differences({ runId, step }: { runId: string; step: LiveStep }) {
  const { step: other, isThere } = useInnerStep(runId, step.path, true, false);
  if (!other)
    return isThere ? (
      <Skeleton className="h-20 w-full" />
    ) : (
      <p className="text-sm text-muted">That run has no such step.</p>
    );
  return (
    <>
      {step.sent && other.sent && (
        <Difference name="Prompt" before={promptOf(other.sent)} after={promptOf(step.sent)} />
      )}
      <Difference name="Output" before={textOf(other.output)} after={textOf(step.output)} />
    </>
  );
}

function Difference({ name, before, after }: { name: string; before: string; after: string }): ReactNode {
  return (
    <div className="flex flex-col gap-1">
      <p className="text-xs text-muted">{before === after ? `${name}: the same` : name}</p>
      {before !== after && <TextDiff before={before} after={after} />}
    </div>
  );
}

const promptOf = ({ system, user }: NonNullable<LiveStep['sent']>) =>
  [system?.text, user.text].filter(Boolean).join('\n\n');

/** A text as it is, anything else as JSON. */
function textOf(output: unknown): string {
  if (output === null) return '';
  if (typeof output === 'object' && 'text' in output && typeof output.text === 'string') return output.text;
  return JSON.stringify(output, null, 2);
}

function nameOf({
  status,
  versionNumber,
  createdAt,
}: {
  status: keyof typeof runStatusLooks;
  versionNumber: number | null;
  createdAt: string;
}): string {
  const moment = new Date(createdAt).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
  const what = versionNumber === null ? 'Draft' : `Version ${versionNumber}`;
  return `${moment} · ${what} · ${runStatusLooks[status].label}`;
}
