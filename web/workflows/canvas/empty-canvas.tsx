'use client';

import { Panel } from '@xyflow/react';
import { Workflow as WorkflowIcon } from 'lucide-react';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { usePalette } from './palette';

/** What stands where no step is yet. */
export function EmptyCanvas() {
  const { openPalette } = usePalette();
  return (
    <Panel position="top-center" className="mt-[16vh]! rounded-lg border border-line bg-panel">
      <EmptyState
        icon={<WorkflowIcon />}
        title="An empty canvas"
        action={
          <Button variant="primary" onClick={() => openPalette()}>
            Add the first step
          </Button>
        }
      >
        Begin with an input, which asks for what a run needs; then prompt a model, and name the output.
      </EmptyState>
    </Panel>
  );
}
