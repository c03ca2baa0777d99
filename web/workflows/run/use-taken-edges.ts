'use client';

import { useMemo } from 'react';
import { useStore } from 'zustand';
import { followTakenEdges } from '@/runs/taken-edges';
import { useEditor, useGraph } from '../canvas/editor-context';

/** By which connections the run in view has gone. Text that streams in draws none of them again. */
export function useTakenEdges(): ReadonlySet<string> {
  const graph = useGraph();
  const select = useMemo(() => followTakenEdges(graph), [graph]);
  return useStore(useEditor().run, select);
}
