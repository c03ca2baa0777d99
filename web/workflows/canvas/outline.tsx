'use client';

import { kindOf } from '@patchbay/schema/nodes/index.ts';
import clsx from 'clsx';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { StepStatusMark } from '@/runs/step-status-mark';
import { IconButton } from '@/ui/icon-button';
import { Notice } from '@/ui/notice';
import { lookOf } from '../nodes';
import { useEditor, useEditorState, useGraph } from './editor-context';
import { type OutlineRow, outlineOf } from './graph/outline';
import { focusDetails } from './scene';
import { useIssueCount } from './use-issues';

/** The steps as a list: what a narrow screen has in place of the canvas. */
export function NarrowOutline() {
  return (
    <div className="flex flex-col gap-3 p-4">
      <Notice>
        This screen is too narrow to wire steps. You can look at them here and run them; to change them, open
        the workflow on a wider one.
      </Notice>
      <OutlineTree />
    </div>
  );
}

/** Beside the canvas: the same steps in their order, for whoever would rather read than look. */
export function OutlinePanel() {
  const { store } = useEditor();
  return (
    <nav
      aria-label="Outline"
      className="flex w-64 shrink-0 flex-col overflow-y-auto border-r border-line bg-panel p-2"
    >
      <header className="flex items-center justify-between pl-2">
        <h2 className="text-sm font-medium">Outline</h2>
        <IconButton label="Close the outline" onClick={() => store.getState().outline(false)}>
          <X />
        </IconButton>
      </header>
      <OutlineTree />
    </nav>
  );
}

function OutlineTree() {
  const { store } = useEditor();
  const rows = outlineOf(useGraph());
  const selected = useEditorState((state) => state.selectedSteps);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const shown = visible(rows, closed);
  const tabStop = shown.find(({ step }) => selected.has(step.id)) ?? shown[0];

  const fold = (id: string, isClosed: boolean) => {
    const next = new Set(closed);
    next[isClosed ? 'add' : 'delete'](id);
    setClosed(next);
  };
  const focus = (tree: Element, row: OutlineRow | undefined) => {
    if (!row) return;
    store.getState().select([row.step.id]);
    store.getState().bringIntoView(row.step.id);
    tree.querySelector<HTMLElement>(`[data-id="${CSS.escape(row.step.id)}"]`)?.focus();
  };
  function onKeyDown(event: React.KeyboardEvent<HTMLUListElement>) {
    const id = event.target instanceof HTMLElement ? event.target.dataset.id : undefined;
    const index = shown.findIndex(({ step }) => step.id === id);
    const row = shown[index];
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
    const tree = event.currentTarget;
    const isClosed = closed.has(row.step.id);
    const moves: Record<string, () => void> = {
      ArrowDown: () => focus(tree, shown[index + 1]),
      ArrowUp: () => focus(tree, shown[index - 1]),
      Home: () => focus(tree, shown[0]),
      End: () => focus(tree, shown.at(-1)),
      Enter: () => {
        store.getState().show('step');
        focusDetails();
      },
      ArrowRight: () =>
        isClosed ? fold(row.step.id, false) : row.children > 0 && focus(tree, shown[index + 1]),
      ArrowLeft: () =>
        row.children > 0 && !isClosed
          ? fold(row.step.id, true)
          : focus(
              tree,
              shown.find(({ step }) => step.id === row.parent),
            ),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  }

  function onClick({ target }: React.MouseEvent<HTMLUListElement>) {
    const id = target instanceof Element ? target.closest<HTMLElement>('[data-id]')?.dataset.id : undefined;
    if (id === undefined) return;
    store.getState().select([id]);
    store.getState().show('step');
    store.getState().bringIntoView(id);
  }

  return (
    <ul
      role="tree"
      aria-label="Steps"
      onKeyDown={onKeyDown}
      onClick={onClick}
      className="flex flex-col gap-px"
    >
      {shown.map((row) => (
        <Row
          key={row.step.id}
          row={row}
          isSelected={selected.has(row.step.id)}
          isTabStop={row === tabStop}
          isClosed={closed.has(row.step.id)}
        />
      ))}
    </ul>
  );
}

/** Without what stands below a row that is closed. */
function visible(rows: readonly OutlineRow[], closed: ReadonlySet<string>): OutlineRow[] {
  const hidden = new Set<string>();
  return rows.filter(({ step, parent }) => {
    const isHidden = parent !== null && (closed.has(parent) || hidden.has(parent));
    if (isHidden) hidden.add(step.id);
    return !isHidden;
  });
}

interface RowProps {
  row: OutlineRow;
  isSelected: boolean;
  isTabStop: boolean;
  isClosed: boolean;
}

function Row({ row: { step, level, by, children }, isSelected, isTabStop, isClosed }: RowProps) {
  const { run } = useEditor();
  const live = useStore(run, ({ steps }) => steps[step.id]);
  const issues = useIssueCount(step.id);
  const { icon: Icon, accent } = lookOf(step.kind);
  return (
    <li
      role="treeitem"
      data-id={step.id}
      aria-level={level}
      aria-selected={isSelected}
      aria-expanded={children > 0 ? !isClosed : undefined}
      tabIndex={isTabStop ? 0 : -1}
      style={{ paddingLeft: `${level * 0.75 - 0.25}rem` }}
      className="flex min-h-9 items-center gap-2 rounded-md pr-2 text-sm [content-visibility:auto] hover:bg-sunken aria-selected:bg-accent-soft max-md:min-h-11"
    >
      <span className={clsx('flex size-5 shrink-0 items-center justify-center rounded-sm', accent)}>
        <Icon aria-hidden className="size-3.5" />
      </span>
      <span className="min-w-0 flex-1 truncate">
        {by.length > 0 && <span className="text-muted">{by.join(', ')}: </span>}
        {step.name}
      </span>
      {live ? (
        <StepStatusMark step={live} />
      ) : issues > 0 ? (
        <span className="text-xs text-danger">{issues === 1 ? '1 fault' : `${issues} faults`}</span>
      ) : (
        <span className="text-xs text-muted">{kindOf(step.kind).label}</span>
      )}
    </li>
  );
}
