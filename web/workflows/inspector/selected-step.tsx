'use client';

import { MousePointerClick } from 'lucide-react';
import { EmptyState } from '@/ui/empty-state';
import { later } from '@/ui/later';
import { useEditorState, useGraph } from '../canvas/editor-context';

// The canvas is there first; what stands beside it comes with the first look at a step.
const Inspector = later(() => import('./inspector').then((module) => module.Inspector));

/** The step that is selected, if it is one. */
export function SelectedStep() {
  const graph = useGraph();
  const selected = useEditorState((state) => state.selectedSteps);
  const [id] = selected;
  const step = selected.size === 1 ? graph.nodes.find((node) => node.id === id) : undefined;
  if (step) return <Inspector key={step.id} step={step} />;
  return (
    <EmptyState
      icon={<MousePointerClick />}
      title={selected.size > 1 ? `${selected.size} steps selected` : 'No step selected'}
    >
      {selected.size > 1
        ? 'Move or delete them together, or select one to change it.'
        : 'Select a step to see and change what it does.'}
    </EmptyState>
  );
}
