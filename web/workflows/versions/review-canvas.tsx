'use client';

import '../canvas/canvas.css';
import './review.css';
import type { WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import {
  Controls,
  type Node,
  type NodeProps,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
  ViewportPortal,
} from '@xyflow/react';
import clsx from 'clsx';
import { memo, useEffect, useMemo } from 'react';
import { leastZoom } from '../canvas/commands';
import { Dots } from '../canvas/dots';
import { boxOf, middleOf, sizeOf } from '../canvas/graph/boxes';
import { KindIcon } from '../canvas/kind-icon';
import { summaryOf } from '../nodes';
import type { Mark, Review } from './review';

type ReviewNode = Node<{ step: WorkflowNode; mark: Mark; isShown: boolean }, 'step'>;

interface ReviewCanvasProps {
  review: Review;
  /** The step that is to be seen. */
  shown: string | null;
  onShow(nodeId: string): void;
}

/** The later of two graphs, to look at only. The list beside it says the same in words, and is where the keys work. */
export function ReviewCanvas(props: ReviewCanvasProps) {
  return (
    <ReactFlowProvider>
      <Surface {...props} />
    </ReactFlowProvider>
  );
}

const whole = { padding: 0.08, maxZoom: 1 };

const nodeTypes = { step: memo(ReviewCard) };

function Surface({ review, shown, onShow }: ReviewCanvasProps) {
  const flow = useReactFlow();
  const nodes = useMemo(
    () => review.steps.map(({ step, mark }) => asNode(step, mark, step.id === shown)),
    [review, shown],
  );
  useEffect(() => {
    const step = review.steps.find((each) => each.step.id === shown)?.step;
    if (!step) return;
    const { x, y } = middleOf(boxOf(step));
    void flow.setCenter(x, y, { zoom: Math.max(flow.getZoom(), 0.8), duration: 200 });
  }, [flow, review, shown]);
  return (
    <ReactFlow<ReviewNode>
      aria-label="Changes on the canvas"
      nodes={nodes}
      nodeTypes={nodeTypes}
      onNodeClick={(_event, { id }) => onShow(id)}
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      elementsSelectable={false}
      disableKeyboardA11y
      deleteKeyCode={null}
      onlyRenderVisibleElements
      zoomOnDoubleClick={false}
      minZoom={leastZoom}
      maxZoom={1.75}
      fitView
      fitViewOptions={whole}
    >
      <Dots />
      <ViewportPortal>
        <svg aria-hidden className="pointer-events-none absolute top-0 left-0 -z-1 size-px overflow-visible">
          <path d={review.ways.same} className="review-way" />
          <path d={review.ways.removed} className="review-way removed" />
          <path d={review.ways.added} className="review-way added" />
        </svg>
      </ViewportPortal>
      <Controls showInteractive={false} position="bottom-left" />
    </ReactFlow>
  );
}

function asNode(step: WorkflowNode, mark: Mark, isShown: boolean): ReviewNode {
  const size = sizeOf(step);
  return {
    id: step.id,
    type: 'step',
    position: step.position,
    data: { step, mark, isShown },
    ...size,
    measured: size,
    handles: [],
    zIndex: step.kind === 'note' ? -1 : 0,
    ariaRole: 'group',
    ariaLabel: mark === 'same' ? step.name : `${step.name}: ${mark}`,
  };
}

const looks = {
  same: { card: 'border-edge', far: 'bg-panel', word: null },
  added: {
    card: 'border-success ring-1 ring-success',
    far: 'bg-success-soft',
    word: <b className="text-success">Added</b>,
  },
  removed: {
    card: 'border-dashed border-danger opacity-70',
    far: 'bg-danger-soft',
    word: <b className="text-danger">Removed</b>,
  },
  changed: {
    card: 'border-warning ring-1 ring-warning',
    far: 'bg-warning-soft',
    word: <b className="text-warning">Changed</b>,
  },
} satisfies Record<Mark, unknown>;

/** Below this zoom nobody reads a card. */
const farZoom = 0.3;

function ReviewCard({ data: { step, mark, isShown } }: NodeProps<ReviewNode>) {
  const isFar = useStore(({ transform }) => transform[2] < farZoom);
  const { card, far, word } = looks[mark];
  const text = step.kind === 'note' ? step.data.text : summaryOf(step)[0]?.text;
  return (
    <div
      style={sizeOf(step)}
      className={clsx(
        'flex flex-col gap-1.5 overflow-hidden rounded-lg border px-3 py-2.5',
        card,
        isFar ? far : 'bg-panel',
        isShown && 'outline-2 outline-offset-2 outline-accent',
      )}
    >
      {!isFar && (
        <>
          <div className="flex items-center gap-2">
            <KindIcon kind={step.kind} />
            <span
              className={clsx(
                'min-w-0 flex-1 truncate text-sm font-medium',
                mark === 'removed' && 'line-through',
              )}
            >
              {step.name}
            </span>
            <span className="text-xs">{word}</span>
          </div>
          <p className="truncate text-xs text-muted">{text}</p>
        </>
      )}
    </div>
  );
}
