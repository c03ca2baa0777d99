'use client';

import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import { Panel, useReactFlow } from '@xyflow/react';
import { Workflow as WorkflowIcon } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { later } from '@/ui/later';
import { toast } from '@/ui/toast';
import { TemplateCard } from '../templates/template-card';
import { useEditor } from './editor-context';
import { usePalette } from './palette';

// Fetched when first opened.
const GalleryDialog = later(() =>
  import('../templates/gallery-dialog').then((module) => module.GalleryDialog),
);

const TemplateGraphs = graphql(`
  query TemplateGraphs {
    workflowTemplates {
      slug
      name
      description
      kinds
      graph
    }
  }
`);

const offered = 3;

/** What stands where no step is yet: the first step, or a whole workflow to begin with. */
export function EmptyCanvas() {
  const { openPalette } = usePalette();
  const { store } = useEditor();
  const flow = useReactFlow();
  const [{ data }] = useQuery({ query: TemplateGraphs });
  const [all, setAll] = useState(false);

  const templates = data?.workflowTemplates ?? [];

  function beginWith(slug: string) {
    setAll(false);
    const { graph, issues } = parseWorkflow(templates.find((one) => one.slug === slug)?.graph);
    if (!graph) return toast.error('The template could not be loaded', issues[0]?.message);
    store.getState().edit('Begin with a template', () => graph);
    // Once the steps stand on the canvas.
    requestAnimationFrame(() => void flow.fitView({ padding: 0.15 }));
  }

  return (
    <Panel
      position="top-center"
      className="mt-[10vh]! max-h-[80%] w-[38rem] max-w-[calc(100%-7rem)] overflow-y-auto rounded-lg border border-line bg-panel"
    >
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
      {templates.length > 0 && (
        <section aria-label="Templates" className="border-t border-line px-4 pt-3 pb-4">
          <div className="flex items-center justify-between gap-2 pb-2">
            <p className="text-xs text-muted">Or begin with a template</p>
            <Button size="sm" variant="quiet" onClick={() => setAll(true)}>
              See all {templates.length}
            </Button>
          </div>
          <ul className="grid gap-2 sm:grid-cols-3">
            {templates.slice(0, offered).map((template) => (
              <li key={template.slug} className="flex">
                <button
                  type="button"
                  onClick={() => beginWith(template.slug)}
                  className="flex w-full rounded-md border border-line p-3 transition-colors hover:border-edge hover:bg-sunken"
                >
                  <TemplateCard template={template} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {all && <GalleryDialog onChoose={(slug) => beginWith(slug)} onClose={() => setAll(false)} />}
    </Panel>
  );
}
