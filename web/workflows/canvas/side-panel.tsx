'use client';

import { later } from '@/ui/later';
import { SelectedStep } from '../inspector/selected-step';
import { Tabs } from '@/ui/tabs';
import { useAttentionFeed } from '../attention/use-attention';
import { usePinFeed } from '../run/use-pins';
import { useEditor, useEditorState } from './editor-context';

// As the inspector: it comes with the first look.
const RunPanel = later(() => import('../run/run-panel').then((module) => module.RunPanel));

interface SidePanelProps {
  formId: string;
  mayRun: boolean;
  runId: string | null;
  onRun(runId: string): void;
}

/** What stands beside the canvas: the selected step, or a run. */
export function SidePanel({ formId, mayRun, runId, onRun }: SidePanelProps) {
  const { store } = useEditor();
  const panel = useEditorState((state) => state.panel);
  usePinFeed();
  useAttentionFeed();
  return (
    <aside
      aria-label="Details"
      className="relative flex w-96 shrink-0 flex-col overflow-y-auto border-l border-line bg-panel pt-1.5 max-md:w-full max-md:overflow-visible max-md:border-t max-md:border-l-0"
    >
      <Tabs
        label="Details"
        value={panel}
        onValueChange={(next) => store.getState().show(next)}
        tabs={[
          { value: 'step', label: 'Step', content: <SelectedStep /> },
          {
            value: 'run',
            label: 'Run',
            content: <RunPanel formId={formId} mayRun={mayRun} runId={runId} onRun={onRun} />,
          },
        ]}
      />
    </aside>
  );
}
