'use client';

import { renderTemplate, TemplateError } from '@patchbay/schema/templates/render-template.ts';
import { upstreamOf } from '@patchbay/schema/upstream.ts';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useEditor, useGraph } from '../canvas/editor-context';
import { sampleScope } from './sample-scope';

/** A template as it would read: with what the run in view gave, and with names where nothing was given yet. */
export function Preview({ nodeId, text }: { nodeId: string; text: string }) {
  const graph = useGraph();
  const { run } = useEditor();
  const ran = useStore(run, ({ steps }) => steps);
  const { scope, told } = useMemo(
    () => sampleScope(upstreamOf(graph, nodeId), (id) => ran[id]?.output),
    [graph, nodeId, ran],
  );
  const filled = useMemo(() => fill(text, scope), [text, scope]);
  return (
    <section aria-label="Preview" className="flex flex-col gap-1 rounded-md bg-sunken px-2.5 py-2">
      <p className="text-xs text-muted">{told}</p>
      {filled.fault === null ? (
        <p className="max-h-60 overflow-y-auto text-sm break-words whitespace-pre-wrap">
          {filled.text === '' ? <span className="text-muted">Nothing: the text is empty.</span> : filled.text}
        </p>
      ) : (
        <p className="text-xs text-danger">{filled.fault}</p>
      )}
    </section>
  );
}

function fill(text: string, scope: Record<string, unknown>): { text: string; fault: string | null } {
  try {
    return { text: renderTemplate(text, scope), fault: null };
  } catch (error) {
    if (error instanceof TemplateError) return { text: '', fault: error.fault.message };
    throw error;
  }
}
