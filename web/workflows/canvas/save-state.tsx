'use client';

import { Check, CloudOff, TriangleAlert } from 'lucide-react';
import { useStore } from 'zustand';
import { Spinner } from '@/ui/spinner';
import { Tooltip } from '@/ui/tooltip';
import { useEditor } from './editor-context';

/** Whether the server has everything. */
export function SaveStateMark() {
  const { autosave } = useEditor();
  const state = useStore(autosave.state);
  switch (state.kind) {
    case 'saved':
      return (
        <Mark>
          <Check aria-hidden className="size-3.5" /> Saved
        </Mark>
      );
    case 'waiting':
    case 'saving':
      return (
        <Mark>
          <Spinner className="size-3.5" /> Saving
        </Mark>
      );
    case 'offline':
      return (
        <Tooltip content="The server cannot be reached. Your edits are kept in this browser and saved when it answers again.">
          <button type="button" className="flex items-center gap-1.5 text-xs text-warning">
            <CloudOff aria-hidden className="size-3.5" />
            <span role="status">Not saved: offline, kept here</span>
          </button>
        </Tooltip>
      );
    case 'refused':
      return (
        <Tooltip content={state.message}>
          <button type="button" className="flex items-center gap-1.5 text-xs text-danger">
            <TriangleAlert aria-hidden className="size-3.5" />
            <span role="status">Not saved: {state.message}</span>
          </button>
        </Tooltip>
      );
    case 'conflict':
      return (
        <Mark>
          <TriangleAlert aria-hidden className="size-3.5" /> Not saved: changed by somebody else
        </Mark>
      );
  }
}

function Mark({ children }: { children: React.ReactNode }) {
  return (
    <span role="status" className="flex items-center gap-1.5 text-xs whitespace-nowrap text-muted">
      {children}
    </span>
  );
}
