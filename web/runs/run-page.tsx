'use client';

import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import { isFinished } from '@patchbay/schema/run-event.ts';
import { useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { useStore } from 'zustand';
import { graphql } from '@/graphql/generated';
import type { RunToShowQuery } from '@/graphql/generated/graphql';
import { LoadFailure } from '@/settings/load-failure';
import { ErrorState } from '@/ui/error-state';
import { Notice } from '@/ui/notice';
import { PageSkeleton } from '@/ui/skeleton';
import { FailureNotice } from './failure-notice';
import { OverBudgetNotice } from './mend/over-budget-notice';
import { RunHeader } from './run-header';
import { createRunStore } from './run-store';
import { RunStory } from './waterfall/run-story';
import { WaysToMend } from './ways-to-mend';
import { useLiveRun } from './use-live-run';

const RunToShow = graphql(`
  query RunToShow($id: ID!) {
    run(id: $id) {
      id
      status
      graph
      input
      output
      versionNumber
      onlyStep {
        nodeId
        name
      }
      requestedBy
      createdAt
      startedAt
      finishedAt
      queuePosition
      error {
        code
        message
        fix
        nodeId
      }
      workflow {
        id
        name
        project {
          id
          name
          viewerRole
        }
      }
    }
  }
`);

export type RunToShow = NonNullable<RunToShowQuery['run']>;

export function RunPage({ runId }: { runId: string }) {
  const [{ data, error }, retry] = useQuery({ query: RunToShow, variables: { id: runId } });
  // A run that had ended and goes on after all is followed anew.
  const [goneOn, setGoneOn] = useState(0);
  return (
    <div className="mx-auto flex w-full max-w-7xl flex-col gap-5 px-4 py-5 sm:px-6 lg:px-8 lg:py-10">
      {data?.run ? (
        <RunView key={goneOn} run={data.run} onGoesOn={() => setGoneOn((times) => times + 1)} />
      ) : error ? (
        <LoadFailure what="The run" error={error} onRetry={retry} />
      ) : data ? (
        <ErrorState title="No such run">It does not exist, or you have no access to it.</ErrorState>
      ) : (
        <PageSkeleton />
      )}
    </div>
  );
}

function RunView({ run, onGoesOn }: { run: RunToShow; onGoesOn(): void }) {
  const [store] = useState(createRunStore);
  useLiveRun(run.id, store);
  const live = useStore(store, (state) => state.run);
  const lost = useStore(store, (state) => state.lost);
  const { graph } = useMemo(() => parseWorkflow(run.graph), [run.graph]);
  const now = { ...run, ...live };
  return (
    <>
      <RunHeader run={now} graph={graph ?? undefined} store={store} onGoesOn={onGoesOn} />
      {lost && <Notice tone="danger">{lost}</Notice>}
      {now.status === 'OVER_BUDGET' && <OverBudgetNotice runId={run.id} failure={now.error} />}
      {now.error && now.status !== 'OVER_BUDGET' && (
        <FailureNotice failure={now.error} graph={graph ?? undefined}>
          <WaysToMend
            workflowId={run.workflow.id}
            failure={now.error}
            graph={graph ?? undefined}
            mayEdit={run.workflow.project.viewerRole !== 'VIEWER'}
          />
        </FailureNotice>
      )}
      {graph ? (
        <RunStory run={now} graph={graph} store={store} />
      ) : (
        <Notice>This run was made by another version of Patchbay, and its steps cannot be drawn here.</Notice>
      )}
      {isFinished(now.status) || <p className="text-xs text-muted">This page follows the run as it goes.</p>}
    </>
  );
}
