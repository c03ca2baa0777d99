import { isFinished } from '@patchbay/schema/run-event.ts';
import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { useMembership } from '@/shell/viewer';
import { CopyButton } from '@/ui/copy-button';
import { Link } from '@/ui/link';
import { PageHeader } from '@/ui/page-header';
import { RelativeTime } from '@/ui/relative-time';
import { CancelRunButton } from './cancel-run-button';
import { duration } from './duration';
import type { RunToShow } from './run-page';
import { RerunButton } from './mend/rerun-button';
import { RetryButton } from './mend/retry-button';
import { RunStatusBadge } from './run-status-badge';
import type { RunStore } from './run-store';

/** Which run this is, and how it stands. */
interface RunHeaderProps {
  run: RunToShow;
  /** Undefined for one that this version cannot read. */
  graph: WorkflowGraph | undefined;
  store: RunStore;
  /** It had ended, and goes on. */
  onGoesOn(): void;
}

export function RunHeader({ run, graph, store, onGoesOn }: RunHeaderProps) {
  const { slug } = useMembership();
  const { workflow, onlyStep, versionNumber, requestedBy, createdAt, startedAt, finishedAt, queuePosition } =
    run;
  const path = `/${slug}/workflows/${encodeURIComponent(workflow.id)}`;
  const mayRun = workflow.project.viewerRole !== 'VIEWER';
  const hasEnded = isFinished(run.status);
  return (
    <div className="flex flex-col gap-2">
      <PageHeader
        title={onlyStep ? `Step: ${onlyStep.name}` : `Run of ${workflow.name}`}
        actions={
          <>
            {mayRun && !hasEnded && <CancelRunButton runId={run.id} />}
            {mayRun && (run.status === 'FAILED' || run.status === 'CANCELLED') && (
              <RetryButton runId={run.id} failed={run.status === 'FAILED'} onGoesOn={onGoesOn} />
            )}
            {mayRun && hasEnded && onlyStep === null && graph && (
              <RerunButton run={run} graph={graph} node={undefined} store={store} />
            )}
            <CopyButton value={run.id} label="Copy the run id" />
          </>
        }
      />
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
        <span role="status">
          <RunStatusBadge status={run.status} />
        </span>
        {queuePosition !== null && <span>{queuePosition} before it</span>}
        <span>
          Started <RelativeTime value={createdAt} /> by {requestedBy}
        </span>
        {startedAt && finishedAt && <span>Took {duration(startedAt, finishedAt)}</span>}
        <Link
          href={`${path}?run=${encodeURIComponent(run.id)}`}
          className="text-accent underline-offset-2 hover:underline"
        >
          {versionNumber === null ? 'Draft' : `Version ${versionNumber}`} of {workflow.name}
        </Link>
      </p>
    </div>
  );
}
