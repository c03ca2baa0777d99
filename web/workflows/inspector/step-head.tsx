'use client';

import { nameFault } from '@patchbay/schema/nodes/node-kind.ts';
import { renameKey } from '@patchbay/schema/rename-key.ts';
import type { WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { useState } from 'react';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { renameStep } from '../canvas/graph/change-steps';
import { graphOf } from '../canvas/editor-store';
import { useEditor, useEditorState } from '../canvas/editor-context';

/** What a step is called: by people, and by templates. Both always hold something that can be saved. */
export function StepHead({ step }: { step: WorkflowNode }) {
  const { store } = useEditor();
  const readOnly = useEditorState((state) => state.readOnly);
  const [name, setName] = useState<string>();
  const [key, setKey] = useState<string>();

  function typeName(text: string) {
    setName(text);
    if (text.trim() !== '')
      store
        .getState()
        .edit('Rename a step', (graph) => renameStep(graph, step.id, text.trim()), `name:${step.id}`);
  }

  const keyFault = key === undefined || key === step.key ? undefined : keyFaultOf(key);
  function keyFaultOf(text: string): string | undefined {
    const taken = graphOf(store.getState()).nodes.some((node) => node.key === text && node.id !== step.id);
    return nameFault(text) ?? (taken ? `Another step is called "${text}". Choose another key.` : undefined);
  }
  // Only when it is finished: every template that refers to the step is rewritten with it.
  function finishKey() {
    if (key !== undefined && keyFault === undefined) {
      store.getState().edit('Rename a key', (graph) => renameKey(graph, step.id, key));
      setKey(undefined);
    }
  }

  return (
    <div className="flex gap-3">
      <Field
        label="Name"
        error={name?.trim() === '' ? 'Give the step a name.' : undefined}
        className="flex-1"
      >
        <Input
          value={name ?? step.name}
          maxLength={120}
          readOnly={readOnly}
          onChange={(event) => typeName(event.target.value)}
          onBlur={() => {
            setName(undefined);
            store.getState().endGesture();
          }}
        />
      </Field>
      <Field label="Key in templates" error={keyFault} className="w-36">
        <Input
          mono
          value={key ?? step.key}
          maxLength={40}
          spellCheck={false}
          readOnly={readOnly}
          onChange={(event) => setKey(event.target.value)}
          onBlur={finishKey}
          onKeyDown={(event) => event.key === 'Enter' && finishKey()}
        />
      </Field>
    </div>
  );
}
