'use client';

import { compareGraphs, countChanges } from '@patchbay/schema/versions/compare-graphs.ts';
import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useClient, useQuery } from 'urql';
import { LoadFailure } from '@/settings/load-failure';
import { usePages } from '@/settings/use-pages';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { EmptyState } from '@/ui/empty-state';
import { notFetched } from '@/ui/not-fetched';
import { Notice } from '@/ui/notice';
import { Select } from '@/ui/select';
import { Skeleton } from '@/ui/skeleton';
import { toast } from '@/ui/toast';
import { useEditor, useEditorState } from '../canvas/editor-context';
import { useIsNarrow } from '../canvas/use-is-narrow';
import { ChangeList } from './change-list';
import { RestoreDialog } from './restore-dialog';
import { reviewOf } from './review';
import { ReviewCanvas } from './review-canvas';
import { sayCount } from './say-count';
import { inOrder, keyOfSide, nameOfSide, type Side, usualOther } from './sides';
import { type ChangesSince, useChangesSince } from './use-changes-since';
import { useGraphOf } from './use-graph-of';
import { WorkflowVersions } from './version-documents';
import { VersionList } from './version-list';

/** What was published, and what differs between any two versions, or a version and the draft. */
export function VersionsDialog({ mayExport, onClose }: { mayExport: boolean; onClose(): void }) {
  const { workflowId } = useEditor();
  const { after, more } = usePages();
  const [{ data, error, fetching }, retry] = useQuery({
    query: WorkflowVersions,
    variables: { id: workflowId, after },
    requestPolicy: 'cache-and-network',
  });
  const workflow = data?.node && 'versions' in data.node ? data.node : null;
  const [chosen, setChosen] = useState<Side>('draft');
  const [other, setOther] = useState<Side | null>(null);
  const versions = workflow?.versions.nodes ?? [];
  const liveId = workflow?.liveVersion?.id;
  const live = versions.find(({ id }) => id === liveId);
  const changes = useChangesSince(liveId);

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} size="full" title="Versions">
      {error && !workflow ? (
        <div className="p-5">
          <LoadFailure what="The versions" error={error} onRetry={() => retry()} />
        </div>
      ) : !workflow ? (
        <div className="flex flex-col gap-2 p-5" role="status" aria-label="Loading the versions">
          <Skeleton className="h-10 w-64" />
          <Skeleton className="h-10 w-64" />
        </div>
      ) : (
        <div className="mt-3 flex min-h-0 flex-1 overflow-hidden rounded-b-lg border-t border-line max-lg:flex-col max-lg:overflow-y-auto!">
          <VersionList
            versions={versions}
            total={workflow.versions.totalCount}
            liveId={liveId}
            unpublished={sayUnpublished(changes, live?.number)}
            chosen={chosen}
            onChoose={(side) => {
              setChosen(side);
              setOther(null);
            }}
            onMore={more(workflow.versions)}
            loadingMore={fetching}
          />
          <Compared
            key={keyOfSide(chosen)}
            chosen={chosen}
            other={other ?? usualOther(chosen, versions, liveId)}
            sides={['draft', ...versions, 'nothing']}
            live={live}
            mayExport={mayExport}
            onOther={setOther}
            onRestored={onClose}
          />
        </div>
      )}
    </Dialog>
  );
}

function sayUnpublished(changes: ChangesSince | null, live: number | undefined): string {
  if (live === undefined) return 'Never published';
  if (!changes) return 'What you edit now';
  return changes.count === 0
    ? `Does what version ${live} does`
    : `${sayCount(changes.count, 'change')} since version ${live}`;
}

interface ComparedProps {
  chosen: Side;
  other: Side;
  sides: readonly Side[];
  live: Exclude<Side, string> | undefined;
  /** A viewer may look at a version, and not take it along: it says where connections lead. */
  mayExport: boolean;
  onOther(side: Side): void;
  onRestored(): void;
}

function Compared({ chosen, other, sides, live, mayExport, onOther, onRestored }: ComparedProps) {
  const isNarrow = useIsNarrow();
  const readOnly = useEditorState((state) => state.readOnly);
  const [restoring, setRestoring] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const [from, to] = inOrder(chosen, other);
  const [before, after] = [useGraphOf(from), useGraphOf(to)];
  const liveGraph = useGraphOf(live ?? 'nothing');
  const compared = useMemo(() => {
    if (!before.graph || !after.graph) return null;
    const comparison = compareGraphs(before.graph, after.graph);
    return { comparison, review: reviewOf(before.graph, after.graph, comparison) };
  }, [before.graph, after.graph]);
  const failed = [before, after].find(({ error, fault }) => error ?? fault);
  const count = compared && countChanges(compared.comparison);

  return (
    <section
      aria-label={`${nameOfSide(to)} compared with ${nameOfSide(from)}`}
      className="flex min-w-0 flex-1 flex-col lg:min-h-0"
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-2.5">
        <h2 className="text-sm font-semibold">{nameOfSide(chosen)}</h2>
        <div className="flex items-center gap-2 text-sm text-muted">
          compared with
          <Select
            aria-label="Compared with"
            className="w-44"
            value={keyOfSide(other)}
            onValueChange={(key) => onOther(sides.find((side) => keyOfSide(side) === key) ?? 'nothing')}
            options={sides
              .filter((side) => keyOfSide(side) !== keyOfSide(chosen))
              .map((side) => ({
                value: keyOfSide(side),
                label:
                  side !== 'draft' && side !== 'nothing' && side.id === live?.id
                    ? `${nameOfSide(side)} (live)`
                    : nameOfSide(side),
              }))}
          />
        </div>
        <p role="status" className="text-sm text-muted">
          {count === null ? '' : count === 0 ? 'No difference' : sayCount(count, 'change')}
        </p>
        <span className="flex-1" />
        {typeof chosen !== 'string' && mayExport && <ExportVersion number={chosen.number} />}
        {typeof chosen !== 'string' && !readOnly && (
          <Button size="sm" onClick={() => setRestoring(true)}>
            Restore as draft
          </Button>
        )}
      </header>
      {failed ? (
        <div className="p-4">
          {failed.error ? (
            <LoadFailure what="This version" error={failed.error} onRetry={failed.retry} />
          ) : (
            <Notice tone="danger" title="This version cannot be read">
              {failed.fault}
            </Notice>
          )}
        </div>
      ) : !compared || !before.graph || !after.graph ? (
        <div className="flex flex-col gap-2 p-4" role="status" aria-label="Comparing">
          <Skeleton className="h-16 w-full max-w-md" />
          <Skeleton className="h-16 w-full max-w-md" />
        </div>
      ) : (
        <div className="flex min-h-0 flex-1">
          <div className="min-w-0 bg-canvas max-lg:flex-1 lg:w-104 lg:shrink-0 lg:overflow-y-auto xl:w-120">
            {compared.comparison.steps.length === 0 && count === 0 ? (
              <EmptyState title="They are the same">
                {nameOfSide(to)} does exactly what {nameOfSide(from).toLowerCase()} does.
              </EmptyState>
            ) : (
              <ChangeList
                comparison={compared.comparison}
                before={before.graph}
                after={after.graph}
                shown={shown}
                onShow={setShown}
              />
            )}
          </div>
          {!isNarrow && (
            <div className="relative min-w-0 flex-1 border-l border-line max-lg:hidden">
              <ReviewCanvas
                key={`${keyOfSide(from)} ${keyOfSide(to)}`}
                review={compared.review}
                shown={shown}
                onShow={setShown}
              />
            </div>
          )}
        </div>
      )}
      {typeof chosen !== 'string' && (
        <RestoreDialog
          version={chosen}
          live={live ? { number: live.number, graph: liveGraph.graph } : null}
          open={restoring}
          onOpenChange={setRestoring}
          onRestored={onRestored}
        />
      )}
    </section>
  );
}

function ExportVersion({ number }: { number: number }) {
  const { workflowId } = useEditor();
  const client = useClient();
  const [busy, setBusy] = useState(false);
  async function save() {
    setBusy(true);
    const exporter = await import('../workflow-file/export-workflow').catch(() => null);
    if (exporter) await exporter.exportWorkflow(client, workflowId, number);
    else toast.error('Nothing was exported', notFetched);
    setBusy(false);
  }
  return (
    <Button size="sm" icon={<Download />} pending={busy} onClick={() => void save()}>
      Export
    </Button>
  );
}
