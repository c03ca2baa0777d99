'use client';

import type { WorkflowGraph, WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { RunStore } from '@/runs/run-store';
import type { AttentionStore } from '../attention/attention-store';
import type { PinStore } from '../run/pin-store';
import type { Autosave } from './autosave';
import { type EditorState, type EditorStore, graphOf } from './editor-store';

export interface Editor {
  workflowId: string;
  projectId: string;
  store: EditorStore;
  autosave: Autosave;
  /** How the run in view goes. Apart from the editor's own state: it changes many times a second. */
  run: RunStore;
  /** The outputs that are pinned to steps of the draft. */
  pins: PinStore;
  /** What has changed behind the back of the live version. */
  attention: AttentionStore;
}

const Context = createContext<Editor | null>(null);

export const EditorProvider = Context;

export function useEditor(): Editor {
  const editor = useContext(Context);
  if (!editor) throw new Error('useEditor needs an EditorProvider above it.');
  return editor;
}

export function useEditorState<T>(select: (state: EditorState) => T): T {
  return useStore(useEditor().store, select);
}

export function useGraph(): WorkflowGraph {
  return useEditorState(graphOf);
}

export function useStep(nodeId: string): WorkflowNode | undefined {
  return useEditorState((state) => graphOf(state).nodes.find(({ id }) => id === nodeId));
}
