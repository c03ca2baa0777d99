'use client';

import { inputPortsOf, outputPortsOf } from '@patchbay/schema/workflow-graph.ts';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import clsx from 'clsx';
import { Plus, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { useStore } from 'zustand';
import { StepStatusMark } from '@/runs/step-status-mark';
import { lookOf, summaryOf } from '../nodes';
import { cardSize } from './graph/boxes';
import { useEditor, useEditorState } from './editor-context';
import { handleTop, type StepNode } from './flow-nodes';
import { usePalette } from './palette';
import { useIssueCount } from './use-issues';

/** A step on the canvas: what it is, what it does, what is wrong with it, and how it goes while it runs. */
export const StepCard = memo(function StepCard({ data: { step }, selected }: NodeProps<StepNode>) {
  const { run } = useEditor();
  const live = useStore(run, ({ steps }) => steps[step.id]);
  const issues = useIssueCount(step.id);
  const { icon: Icon, accent } = lookOf(step.kind);
  const ins = inputPortsOf(step);
  const outs = outputPortsOf(step);

  return (
    <div style={cardSize} className="group relative">
      <div
        className={clsx(
          'step-card flex size-full flex-col gap-1.5 overflow-hidden rounded-lg border bg-panel px-3 py-2.5 shadow-sm transition-[border-color,box-shadow]',
          selected ? 'border-accent ring-1 ring-accent' : ringOf(live?.status),
        )}
      >
        <div className="flex h-5 items-center gap-2">
          <span className={clsx('flex size-5 shrink-0 items-center justify-center rounded-sm', accent)}>
            <Icon aria-hidden className="size-3.5" />
          </span>
          <span className="min-w-0 flex-1 truncate text-sm font-medium">{step.name}</span>
          {live ? (
            <StepStatusMark step={live} />
          ) : (
            issues > 0 && (
              <span className="flex items-center gap-1 text-xs text-danger">
                <TriangleAlert aria-hidden className="size-3.5" />
                {issues}
                <span className="sr-only">{issues === 1 ? 'fault' : 'faults'}</span>
              </span>
            )
          )}
        </div>
        {summaryOf(step).map(({ text, mono }, index) => (
          <p
            key={index}
            className={clsx(
              'truncate text-xs leading-5',
              mono && 'font-mono',
              index === 0 ? 'text-ink' : 'text-muted',
            )}
          >
            {text}
          </p>
        ))}
      </div>
      {ins.map((port, index) => (
        <Handle
          key={port.id}
          id={port.id}
          type="target"
          position={Position.Left}
          className="step-handle"
          style={{ top: handleTop(index, ins.length) }}
          aria-hidden
        />
      ))}
      {outs.map((port, index) => (
        <Handle
          key={port.id}
          id={port.id}
          type="source"
          position={Position.Right}
          className="step-handle"
          style={{ top: handleTop(index, outs.length) }}
          aria-hidden
        />
      ))}
      {outs[0] && <AddAfter nodeId={step.id} port={outs[0].id} name={step.name} shown={selected} />}
    </div>
  );
});

function ringOf(status: string | undefined): string {
  if (status === 'RUNNING') return 'border-accent';
  if (status === 'SUCCEEDED') return 'border-success/60';
  if (status === 'FAILED') return 'border-danger';
  return 'border-edge';
}

interface AddAfterProps {
  nodeId: string;
  port: string;
  name: string;
  shown: boolean;
}

function AddAfter({ nodeId, port, name, shown }: AddAfterProps) {
  const readOnly = useEditorState((state) => state.readOnly);
  const { openPalette } = usePalette();
  if (readOnly) return null;
  return (
    <button
      type="button"
      aria-label={`Add a step after ${name}`}
      onClick={(event) => {
        event.stopPropagation();
        openPalette({ after: { nodeId, port } });
      }}
      className={clsx(
        'nodrag nopan absolute top-1/2 -right-9 flex size-6 -translate-y-1/2 items-center justify-center rounded-full border border-edge bg-panel text-muted opacity-0 shadow-sm transition-opacity hover:border-accent hover:text-accent focus-visible:opacity-100 group-hover:opacity-100',
        shown && 'opacity-100',
      )}
    >
      <Plus className="size-3.5" />
    </button>
  );
}
