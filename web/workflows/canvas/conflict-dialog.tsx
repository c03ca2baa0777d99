'use client';

import { useStore } from 'zustand';
import { later } from '@/ui/later';
import { useEditor } from './editor-context';

// Fetched when it comes to that.
const ConflictDecision = later(() => import('./conflict-decision').then((module) => module.ConflictDecision));

/** Somebody saved in between, and changed what is changed here. Nothing is lost, whichever way it is decided. */
export function ConflictDialog({ name }: { name: string }) {
  const { autosave } = useEditor();
  const state = useStore(autosave.state);
  return state.kind === 'conflict' ? (
    <ConflictDecision key={state.current.revision} name={name} conflict={state} />
  ) : null;
}
