'use client';

import type { WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { Play } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { useEver } from '@/ui/use-ever';

// Fetched when it is opened: it brings the list of models along.
const RerunDialog = dynamic(() => import('./rerun-dialog').then((module) => module.RerunDialog));

interface RerunButtonProps {
  runId: string;
  node: WorkflowNode | undefined;
  input: unknown;
  size?: 'sm';
}

export function RerunButton({ runId, node, input, size }: RerunButtonProps) {
  const [open, setOpen] = useState(false);
  const opened = useEver(open);
  return (
    <>
      <Button size={size ?? 'md'} icon={<Play />} onClick={() => setOpen(true)}>
        {node ? 'Run again from here' : 'Run again'}
      </Button>
      {opened && <RerunDialog open={open} onOpenChange={setOpen} runId={runId} node={node} input={input} />}
    </>
  );
}
