'use client';

import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Popover } from '@/ui/popover';
import { useEditor, useGraph } from './editor-context';
import { useIssues } from './use-issues';

/** What is missing; each leads to its step, and to the field in it. */
export function Checklist({ blocks }: { blocks: boolean }) {
  const { store } = useEditor();
  const graph = useGraph();
  const issues = useIssues();
  const [open, setOpen] = useState(false);
  const names = new Map(graph.nodes.map(({ id, name }) => [id, name]));

  function jump(nodeId: string, path: readonly string[]) {
    store.getState().select([nodeId]);
    store.getState().show('step');
    store.getState().bringIntoView(nodeId, path[0] === 'data' ? path.slice(1).join('.') : undefined);
    setOpen(false);
  }

  return (
    <Popover
      align="end"
      open={open}
      onOpenChange={setOpen}
      title={blocks ? 'Before it can be published' : 'Good to know'}
      trigger={
        <button
          type="button"
          className="inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-sm text-warning hover:bg-sunken data-popup-open:bg-sunken"
        >
          <TriangleAlert aria-hidden className="size-4" />
          {issues.length} <span className="max-sm:sr-only">to mend</span>
        </button>
      }
    >
      <ul className="-mx-1.5 flex max-h-80 flex-col overflow-y-auto">
        {issues.map(({ nodeId, path, message }, index) => (
          <li key={index}>
            {nodeId === null ? (
              <p className="px-1.5 py-1">{message}</p>
            ) : (
              <button
                type="button"
                onClick={() => jump(nodeId, path)}
                className="w-full rounded-md px-1.5 py-1 text-left hover:bg-sunken"
              >
                <span className="block font-medium text-ink">{names.get(nodeId)}</span>
                {message}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Popover>
  );
}
