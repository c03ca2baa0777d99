'use client';

import { noteColours, type NoteData, noteSides } from '@patchbay/schema/nodes/note.ts';
import { type NodeProps, NodeResizer } from '@xyflow/react';
import clsx from 'clsx';
import { memo, useState } from 'react';
import { useEditor, useEditorState } from './editor-context';
import { useFarView } from './far-view';
import type { StepNode } from './flow-nodes';
import { sizeOf } from './graph/boxes';
import { setData } from './graph/change-steps';
import { resizeNote } from './graph/resize-note';

export const noteLooks = {
  yellow: 'bg-warning-soft/70 border-warning/30',
  blue: 'bg-accent-soft/70 border-accent/30',
  green: 'bg-success-soft/70 border-success/30',
  pink: 'bg-danger-soft/70 border-danger/30',
  grey: 'bg-sunken/70 border-edge',
} satisfies Record<NoteData['colour'], string>;

/** Words on the canvas, or a frame around steps. Written in place, by a double click or Enter. */
export const NoteCard = memo(function NoteCard({ data: { step }, selected }: NodeProps<StepNode>) {
  const { store } = useEditor();
  const isFar = useFarView();
  const readOnly = useEditorState((state) => state.readOnly);
  const writing = useEditorState((state) => state.writing === step.id);
  if (step.kind !== 'note') return null;
  const { text, colour } = step.data;
  const write = (change: Partial<NoteData>, gesture?: string) =>
    store.getState().edit('Change a note', (graph) => setData<'note'>(graph, step.id, change), gesture);
  const mayChange = selected && !readOnly && !isFar;
  return (
    <div
      style={sizeOf(step)}
      onDoubleClick={() => !readOnly && store.getState().write(step.id)}
      className={clsx(
        'step-card flex flex-col rounded-lg border text-sm',
        noteLooks[colour],
        selected && 'border-accent! ring-1 ring-accent',
      )}
    >
      {mayChange && (
        <NodeResizer
          minWidth={noteSides.least}
          minHeight={noteSides.least}
          lineClassName="note-edge"
          handleClassName="note-corner"
          onResize={(_event, box) =>
            store
              .getState()
              .edit('Resize a note', (graph) => resizeNote(graph, step.id, box), `resize:${step.id}`)
          }
          onResizeEnd={() => store.getState().endGesture()}
        />
      )}
      {writing ? (
        <NoteText
          text={text}
          onType={(next) => write({ text: next }, `note:${step.id}`)}
          onDone={() => store.getState().write(null)}
        />
      ) : (
        <p
          className={clsx(
            'min-h-0 flex-1 overflow-hidden px-3 wrap-break-word whitespace-pre-wrap',
            isFar ? 'mt-2.5 mb-auto line-clamp-1 flex-none text-[36px]/[40px] font-medium' : 'py-2.5',
          )}
          // As many lines as it has room for.
          style={
            isFar ? { WebkitLineClamp: Math.max(1, Math.floor((step.data.height - 20) / 40)) } : undefined
          }
        >
          {text || <span className="text-muted">Double-click to write</span>}
        </p>
      )}
      {mayChange && !writing && (
        <div role="group" aria-label="Colour of the note" className="nodrag flex gap-0.5 self-end p-1.5">
          {noteColours.map((each) => (
            <button
              key={each}
              type="button"
              aria-label={`Make the note ${each}`}
              aria-pressed={each === colour}
              onClick={() => write({ colour: each })}
              className={clsx('size-5 rounded-full border-2 aria-pressed:border-accent!', noteLooks[each])}
            />
          ))}
        </div>
      )}
    </div>
  );
});

interface NoteTextProps {
  text: string;
  onType(text: string): void;
  onDone(): void;
}

function NoteText({ text, onType, onDone }: NoteTextProps) {
  const [start] = useState(text);
  return (
    <textarea
      autoFocus
      aria-label="Text of the note"
      defaultValue={start}
      maxLength={10_000}
      onChange={(event) => onType(event.target.value)}
      onBlur={onDone}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur();
      }}
      className="nodrag nowheel min-h-0 flex-1 resize-none rounded-lg bg-transparent px-3 py-2.5 outline-none"
    />
  );
}
