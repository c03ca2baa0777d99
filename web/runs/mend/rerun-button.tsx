'use client';

import type { WorkflowGraph, WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { Play } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { later } from '@/ui/later';
import { useEver } from '@/ui/use-ever';
import type { RunToShow } from '../run-page';
import type { RunStore } from '../run-store';

// Fetched when it is opened: it brings the list of models along.
const RerunDialog = later(() => import('./rerun-dialog').then((module) => module.RerunDialog));

export interface RerunButtonProps {
  run: Pick<RunToShow, 'id' | 'input' | 'workflow'>;
  graph: WorkflowGraph;
  /** From where; undefined: from the beginning. */
  node: WorkflowNode | undefined;
  store: RunStore;
}

export function RerunButton({ size = 'md', ...props }: RerunButtonProps & { size?: 'sm' | 'md' }) {
  const [open, setOpen] = useState(false);
  const opened = useEver(open);
  return (
    <>
      <Button size={size} icon={<Play />} onClick={() => setOpen(true)}>
        {props.node ? 'Run again from here' : 'Run again'}
      </Button>
      {opened && <RerunDialog open={open} onOpenChange={setOpen} {...props} />}
    </>
  );
}
