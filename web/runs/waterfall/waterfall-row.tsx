import { kindOf, type NodeKind, nodeKinds } from '@patchbay/schema/nodes/index.ts';
import clsx from 'clsx';
import { ChevronRight } from 'lucide-react';
import { span } from '../duration';
import { StepStatusMark } from '../step-status-mark';
import type { RowStep, TreeRow } from './tree-rows';

/** Moments, in milliseconds. */
export interface Axis {
  from: number;
  to: number;
  now: number;
}

interface WaterfallRowProps {
  row: TreeRow;
  axis: Axis;
  onOpen(open: boolean): void;
}

/** A row's two cells: what it is, and when it was. */
export function WaterfallRow({ row, axis, onOpen }: WaterfallRowProps) {
  return (
    <>
      <span
        className="flex h-full min-w-0 items-center gap-1 pr-2"
        style={{ paddingLeft: `${0.5 + (row.level - 1) * 0.875}rem` }}
      >
        {'open' in row && row.open !== null && row.is === 'step' ? (
          // By keyboard the arrows do it.
          <button
            type="button"
            tabIndex={-1}
            aria-hidden
            onClick={(event) => {
              event.stopPropagation();
              onOpen(!row.open);
            }}
            className="-m-1 shrink-0 rounded-sm p-1 text-muted hover:text-ink"
          >
            <ChevronRight className={clsx('size-3.5 transition-transform', row.open && 'rotate-90')} />
          </button>
        ) : (
          <span className="w-3.5 shrink-0" />
        )}
        <Name row={row} />
      </span>
      <span className="relative mr-4 h-full min-w-0">
        <Bar row={row} axis={axis} />
      </span>
    </>
  );
}

function Name({ row }: { row: TreeRow }) {
  switch (row.is) {
    case 'run':
      return <span className="truncate font-medium">The run</span>;
    case 'attempt':
      return (
        <span className="truncate text-xs">
          <span className="text-muted">{row.attempt.position}. </span>
          {row.attempt.modelSlug}
        </span>
      );
    case 'more':
      return <span className="truncate text-xs text-muted">{row.count.toLocaleString('en-GB')} more</span>;
    case 'step':
      return (
        <>
          <span className="truncate">{row.plan.name}</span>
          {row.step?.items && (
            <span className="shrink-0 text-xs text-muted tabular-nums">
              {row.step.items.done.toLocaleString('en-GB')}/{row.step.items.total.toLocaleString('en-GB')}
            </span>
          )}
          {isKind(row.plan.kind) && (
            <span className="hidden shrink-0 text-xs text-muted sm:inline">
              {kindOf(row.plan.kind).label}
            </span>
          )}
        </>
      );
  }
}

function Bar({ row, axis }: { row: TreeRow; axis: Axis }) {
  if (row.is === 'more') return null;
  if (row.is === 'run') return <Stretch axis={axis} from={axis.from} to={axis.to} fill="bg-edge" />;
  if (row.is === 'attempt') {
    const { startedAt, firstTokenAt, finishedAt, outcome } = row.attempt;
    return (
      <Stretch
        axis={axis}
        from={Date.parse(startedAt)}
        first={firstTokenAt === null ? null : Date.parse(firstTokenAt)}
        to={Date.parse(finishedAt)}
        fill={outcome === 'answered' ? 'bg-success' : 'bg-danger'}
        label={outcome === 'answered' ? undefined : outcome}
      />
    );
  }
  const { step } = row;
  if (!step)
    return <span className="absolute inset-y-0 left-0 flex items-center text-xs text-muted">Not begun</span>;
  if (step.status === 'SKIPPED' || step.origin !== 'RAN')
    return (
      <span className="absolute inset-y-0 left-0 flex items-center">
        <StepStatusMark step={step} />
      </span>
    );
  const answered = step.attempts.findLast(({ outcome }) => outcome === 'answered');
  return (
    <Stretch
      axis={axis}
      from={Date.parse(step.startedAt)}
      first={step.attempts.length === 1 && answered?.firstTokenAt ? Date.parse(answered.firstTokenAt) : null}
      to={step.finishedAt === null ? axis.now : Date.parse(step.finishedAt)}
      fill={fillOf(step)}
      label={
        step.status === 'FAILED'
          ? 'failed'
          : step.status === 'RUNNING'
            ? 'running'
            : step.status === 'WAITING'
              ? 'waiting'
              : undefined
      }
    />
  );
}

interface StretchProps {
  axis: Axis;
  from: number;
  /** When the first word came: what lies before it was waiting. */
  first?: number | null;
  to: number;
  fill: string;
  label?: string;
}

function Stretch({ axis, from, first = null, to, fill, label }: StretchProps) {
  const whole = Math.max(1, axis.to - axis.from);
  const percent = (moment: number) => Math.min(100, Math.max(0, ((moment - axis.from) / whole) * 100));
  const [left, right] = [percent(from), percent(to)];
  const waited = first === null || to <= from ? 0 : Math.min(1, Math.max(0, (first - from) / (to - from)));
  const isLate = left > 60 && right > 80;
  return (
    <>
      <span
        className="absolute inset-y-0 my-auto flex h-3 min-w-[3px] overflow-hidden rounded-[3px]"
        style={{ left: `${left}%`, width: `${right - left}%` }}
      >
        {waited > 0 && (
          <span className={clsx('h-full shrink-0 opacity-40', fill)} style={{ width: `${waited * 100}%` }} />
        )}
        <span className={clsx('h-full flex-1', fill)} />
      </span>
      <span
        className="absolute inset-y-0 flex items-center text-xs whitespace-nowrap text-muted tabular-nums"
        style={
          right <= 80
            ? { left: `calc(${right}% + 0.375rem)` }
            : isLate
              ? { right: `calc(${100 - left}% + 0.375rem)` }
              : { right: '0.25rem' }
        }
      >
        <span className={clsx(right > 80 && !isLate && 'rounded-sm bg-panel/90 px-1 text-ink')}>
          {[label, span(to - from)].filter(Boolean).join(' · ')}
        </span>
      </span>
    </>
  );
}

function fillOf({ status, error }: RowStep): string {
  if (status === 'FAILED') return 'bg-danger';
  if (status === 'RUNNING') return 'bg-accent';
  if (status === 'WAITING') return 'bg-warning/60';
  return error === null ? 'bg-success' : 'bg-warning';
}

/** Rows outlive the kinds that there are. */
function isKind(kind: string): kind is NodeKind {
  return Object.hasOwn(nodeKinds, kind);
}
