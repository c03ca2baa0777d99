'use client';

import clsx from 'clsx';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { RelativeTime } from '@/ui/relative-time';
import { sayCount, sayNames } from './say-count';
import { keyOfSide, type Side } from './sides';
import type { Version } from './version-documents';

interface VersionListProps {
  versions: readonly Version[];
  total: number;
  liveId: string | undefined;
  /** What the draft differs in from what is live. */
  unpublished: string;
  chosen: Side;
  onChoose(side: Side): void;
  onMore?: (() => void) | undefined;
  loadingMore: boolean;
}

/** The draft, then every version, the newest first. */
export function VersionList(props: VersionListProps) {
  const { versions, total, liveId, unpublished, chosen, onChoose, onMore, loadingMore } = props;
  const row = (side: Side) => ({
    isChosen: keyOfSide(side) === keyOfSide(chosen),
    onChoose: () => onChoose(side),
  });
  return (
    <nav
      aria-label="Versions"
      className="flex w-72 shrink-0 flex-col overflow-y-auto border-r border-line bg-canvas p-2 max-lg:w-full max-lg:border-r-0 max-lg:border-b lg:min-h-0"
    >
      <ul className="flex flex-col gap-px max-lg:max-h-56 max-lg:overflow-y-auto">
        <Row {...row('draft')} title="Draft">
          {unpublished}
        </Row>
        {versions.map((version) => (
          <Row
            key={version.id}
            {...row(version)}
            title={`Version ${version.number}`}
            mark={version.id === liveId && <Badge tone="success">Live</Badge>}
          >
            {version.message !== '' && (
              <span className="line-clamp-2 text-sm wrap-break-word text-ink">{version.message}</span>
            )}
            <span className="block">
              {version.author}
              {version.alsoBy.length > 0 && `, with changes of ${sayNames(version.alsoBy)}`} ·{' '}
              <RelativeTime value={version.publishedAt} />
            </span>
          </Row>
        ))}
      </ul>
      <p className="px-2 pt-2 text-xs text-muted">
        {total === 0
          ? 'Nothing was published yet.'
          : versions.length < total
            ? `${versions.length} of ${sayCount(total, 'version')}`
            : sayCount(total, 'version')}
      </p>
      {onMore && (
        <Button size="sm" className="m-2 self-start" onClick={onMore} pending={loadingMore}>
          Show more
        </Button>
      )}
    </nav>
  );
}

interface RowProps {
  title: string;
  mark?: React.ReactNode;
  isChosen: boolean;
  onChoose(): void;
  children: React.ReactNode;
}

function Row({ title, mark, isChosen, onChoose, children }: RowProps) {
  return (
    <li>
      <button
        type="button"
        aria-current={isChosen || undefined}
        onClick={onChoose}
        className={clsx(
          'flex w-full flex-col gap-0.5 rounded-md px-2.5 py-2 text-left text-xs text-muted',
          isChosen ? 'bg-accent-soft' : 'hover:bg-sunken',
        )}
      >
        <span className="flex w-full items-center gap-2 text-sm font-medium text-ink">
          <span className="min-w-0 flex-1 truncate">{title}</span>
          {mark}
        </span>
        {children}
      </button>
    </li>
  );
}
