'use client';

import { isNodeKind, kindOf, type NodeKind, nodeKindNames } from '@patchbay/schema/nodes/index.ts';
import { useReactFlow } from '@xyflow/react';
import { Tooltip } from '@/ui/tooltip';
import { useEditor, useEditorState } from './editor-context';
import type { StepNode } from './flow-nodes';
import { KindIcon } from './kind-icon';
import { placeStep } from './place-step';

const format = 'application/x-patchbay-step';

/** Every kind of step, to be dragged onto the canvas or onto a connection; a click puts it in the middle of the view. */
export function Shelf() {
  const { store } = useEditor();
  const flow = useReactFlow<StepNode>();
  const readOnly = useEditorState((state) => state.readOnly);
  if (readOnly) return null;
  return (
    <div
      role="toolbar"
      aria-label="Kinds of step"
      aria-orientation="vertical"
      className="absolute top-16 left-3 z-10 flex flex-col gap-0.5 rounded-lg border border-line bg-panel p-1 shadow-sm"
    >
      {nodeKindNames.map((kind) => (
        <Tooltip key={kind} content={`${kindOf(kind).label}. ${kindOf(kind).description}`} side="right">
          <button
            type="button"
            draggable
            aria-label={`New ${kindOf(kind).label}`}
            onDragStart={(event) => {
              event.dataTransfer.setData(format, kind);
              event.dataTransfer.effectAllowed = 'copy';
            }}
            onDragEnd={() => store.getState().aim(null)}
            onClick={() => placeStep({ store, flow }, kind, {})}
            className="cursor-grab rounded-md p-0.5 hover:bg-sunken active:cursor-grabbing"
          >
            <KindIcon kind={kind} />
          </button>
        </Tooltip>
      ))}
    </div>
  );
}

/** Whether a kind of step is being dragged; which one is told only when it is dropped. */
export const carriesKind = ({ types }: DataTransfer): boolean => types.includes(format);

export function carriedKind(data: DataTransfer): NodeKind | null {
  const kind = data.getData(format);
  return isNodeKind(kind) ? kind : null;
}
