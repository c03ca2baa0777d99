'use client';

import { outputPortsOf, type WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { ArrowRight, X } from 'lucide-react';
import { useMemo } from 'react';
import { IconButton } from '@/ui/icon-button';
import { Select } from '@/ui/select';
import { connect, connectFault } from '../canvas/graph/connect';
import { removeParts } from '../canvas/graph/remove-parts';
import { useEditor, useEditorState, useGraph } from '../canvas/editor-context';
import { inputPortsOf } from '@patchbay/schema/workflow-graph.ts';

/** What comes before and after a step; connecting without a mouse. */
export function Connections({ step }: { step: WorkflowNode }) {
  const graph = useGraph();
  const { store } = useEditor();
  const readOnly = useEditorState((state) => state.readOnly);
  const names = useMemo(() => new Map(graph.nodes.map(({ id, name }) => [id, name])), [graph]);
  const before = graph.edges.filter((edge) => edge.target === step.id);
  const after = graph.edges.filter((edge) => edge.source === step.id);
  const ports = outputPortsOf(step);

  const disconnect = (edgeId: string) =>
    store.getState().edit('Disconnect', (graph) => removeParts(graph, new Set(), new Set([edgeId])));
  const targets = (sourcePort: string) =>
    graph.nodes.flatMap((node) => {
      const connection = {
        source: step.id,
        sourcePort,
        target: node.id,
        targetPort: inputPortsOf(node)[0]?.id ?? '',
      };
      return connectFault(graph, connection) === null
        ? [{ value: node.id, label: node.name, connection }]
        : [];
    });

  return (
    <section aria-label="Before and after" className="flex flex-col gap-2 border-t border-line pt-4">
      <h3 className="text-sm font-medium">Before and after</h3>
      {before.length + after.length === 0 && <p className="text-xs text-muted">Connected to nothing yet.</p>}
      <ul className="flex flex-col gap-1">
        {[...before, ...after].map((edge) => (
          <li key={edge.id} className="flex min-h-7 items-center gap-2 text-sm">
            <span className="min-w-0 truncate">{names.get(edge.source)}</span>
            <ArrowRight aria-label="leads to" className="size-3.5 shrink-0 text-muted" />
            {edge.source === step.id && ports.length > 1 && (
              <span className="shrink-0 text-xs text-muted">
                {ports.find(({ id }) => id === edge.sourcePort)?.label}
              </span>
            )}
            <span className="min-w-0 flex-1 truncate">{names.get(edge.target)}</span>
            {!readOnly && (
              <IconButton
                label={`Disconnect ${names.get(edge.source)} and ${names.get(edge.target)}`}
                className="size-7!"
                onClick={() => disconnect(edge.id)}
              >
                <X />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {!readOnly &&
        ports.map((port) => {
          const options = targets(port.id);
          if (options.length === 0) return null;
          return (
            <Select
              key={`${port.id}:${after.length}`}
              aria-label={ports.length > 1 ? `Connect "${port.label}" to a step` : 'Connect to a step'}
              placeholder={ports.length > 1 ? `${port.label}: connect to` : 'Connect to'}
              value={null}
              options={options}
              onValueChange={(id) => {
                const chosen = options.find(({ value }) => value === id);
                if (chosen) store.getState().edit('Connect', (graph) => connect(graph, chosen.connection));
              }}
            />
          );
        })}
    </section>
  );
}
