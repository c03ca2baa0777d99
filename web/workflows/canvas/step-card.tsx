'use client';

import type { Port } from '@patchbay/schema/nodes/node-kind.ts';
import { inputPortsOf, outputPortsOf, type WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import clsx from 'clsx';
import { Plus, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { useStore } from 'zustand';
import { StepStatusMark } from '@/runs/step-status-mark';
import { sayUsage } from '@/runs/step-usage';
import { lookOf, summaryOf } from '../nodes';
import { useEditor, useEditorState } from './editor-context';
import { useFarView } from './far-view';
import type { StepNode } from './flow-nodes';
import { cardSize, portRow, portTop, sizeOf } from './graph/boxes';
import { AttentionMark } from '../attention/attention-mark';
import { PinMark } from '../run/pin-mark';
import { usePalette } from './palette';
import { rings, standingOf } from './standing';
import { useIssueCount } from './use-issues';
import { useIsWhole } from './whole-card';

/** A step on the canvas: what it is, what it does, what is wrong with it, and how it goes while it runs. */
export const StepCard = memo(function StepCard({ data: { step }, selected }: NodeProps<StepNode>) {
  const isFar = useFarView();
  const { run } = useEditor();
  const standing = useStore(run, ({ steps }) => standingOf(steps[step.id]));
  const look = clsx(
    'step-card flex size-full flex-col overflow-hidden rounded-lg',
    selected ? 'border-accent ring-1 ring-accent' : standing ? rings[standing] : 'border-edge',
  );
  // From afar a step is its name in the colour of its kind, as large as the card allows.
  if (isFar)
    return (
      <div
        style={sizeOf(step)}
        className={clsx(look, 'justify-center border-4 px-2', lookOf(step.kind).accent)}
      >
        <p className="line-clamp-2 text-[36px]/[40px] font-medium wrap-anywhere text-ink">{step.name}</p>
      </div>
    );
  return <NearCard step={step} selected={selected} look={look} />;
});

interface NearCardProps {
  step: WorkflowNode;
  selected: boolean;
  look: string;
}

function NearCard({ step, selected, look }: NearCardProps) {
  const isWhole = useIsWhole();
  return (
    <div style={sizeOf(step)} className="group relative">
      <div className={clsx(look, 'border bg-panel shadow-xs transition-[border-color,box-shadow]')}>
        {isWhole ? (
          <>
            <Face step={step} />
            <WaysOn ports={outputPortsOf(step)} />
          </>
        ) : (
          <p className="truncate py-2.5 pr-3 pl-10 text-sm font-medium">{step.name}</p>
        )}
      </div>
      {isWhole && <Ways step={step} selected={selected} />}
    </div>
  );
}

/** Where edges end and begin. */
function Ways({ step, selected }: Pick<NearCardProps, 'step' | 'selected'>) {
  return (
    <>
      {inputPortsOf(step).map((port, index) => (
        <Handle
          key={port.id}
          id={port.id}
          type="target"
          position={Position.Left}
          className="step-handle"
          style={{ top: portTop(step, 'in', index) }}
          aria-hidden
        />
      ))}
      {outputPortsOf(step).map((port, index) => (
        <WayOn key={port.id} step={step} port={port} top={portTop(step, 'out', index)} shown={selected} />
      ))}
    </>
  );
}

/** The upper part, which is as high on every card. */
function Face({ step }: { step: WorkflowNode }) {
  const { run } = useEditor();
  const live = useStore(run, ({ steps }) => steps[step.id]);
  const issues = useIssueCount(step.id);
  const { icon: Icon, accent } = lookOf(step.kind);
  const usage = live && sayUsage(live.attempts);
  // What its calls took matters more than the second line of what it does.
  const lines = usage ? summaryOf(step).slice(0, 1) : summaryOf(step);
  return (
    <div style={{ height: cardSize.height - 2 }} className="flex shrink-0 flex-col gap-1.5 px-3 py-2.5">
      <div className="flex h-5 items-center gap-2">
        <span className={clsx('flex size-5 shrink-0 items-center justify-center rounded-sm', accent)}>
          <Icon aria-hidden className="size-3.5" />
        </span>
        <span className="min-w-0 flex-1 truncate text-sm font-medium">{step.name}</span>
        <AttentionMark nodeId={step.id} />
        {live?.origin !== 'PINNED' && <PinMark nodeId={step.id} />}
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
      {lines.map(({ text, mono }, index) => (
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
      {usage && <p className="truncate text-xs leading-5 text-muted tabular-nums">{usage}</p>}
    </div>
  );
}

/** The names of the ways on, where there are several: each beside its handle. */
function WaysOn({ ports }: { ports: readonly Port[] }) {
  if (ports.length < 2) return null;
  return (
    <ul className="border-t border-line bg-canvas text-xs text-muted">
      {ports.map(({ id, label }) => (
        <li key={id} style={{ height: portRow }} className="truncate pr-3.5 pl-3 text-right leading-6">
          {label}
        </li>
      ))}
    </ul>
  );
}

interface WayOnProps {
  step: WorkflowNode;
  port: Port;
  top: number;
  shown: boolean;
}

/** Where an edge begins, and the button that adds what comes next. */
function WayOn({ step, port, top, shown }: WayOnProps) {
  const readOnly = useEditorState((state) => state.readOnly);
  const { openPalette } = usePalette();
  const isOne = outputPortsOf(step).length === 1;
  return (
    <>
      <Handle
        id={port.id}
        type="source"
        position={Position.Right}
        className="step-handle"
        style={{ top }}
        aria-hidden
      />
      {!readOnly && (
        <button
          type="button"
          aria-label={`Add a step after ${step.name}${isOne ? '' : `: ${port.label}`}`}
          onClick={(event) => {
            event.stopPropagation();
            openPalette({ after: { nodeId: step.id, port: port.id } });
          }}
          style={{ top }}
          className={clsx(
            'nodrag nopan absolute -right-8 flex size-5 -translate-y-1/2 items-center justify-center rounded-full border border-edge bg-panel text-muted opacity-0 shadow-sm transition-opacity hover:border-accent hover:text-accent focus-visible:opacity-100 group-hover:opacity-100',
            shown && 'opacity-100',
          )}
        >
          <Plus className="size-3" />
        </button>
      )}
    </>
  );
}
