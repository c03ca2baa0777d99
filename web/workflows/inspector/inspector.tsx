'use client';

import { kindOf, type NodeData, type NodeKind } from '@patchbay/schema/nodes/index.ts';
import type { WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { Trash2 } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { IconButton } from '@/ui/icon-button';
import { Notice } from '@/ui/notice';
import { StepAttention } from '../attention/step-attention';
import { setData } from '../canvas/graph/change-steps';
import { removeParts } from '../canvas/graph/remove-parts';
import { useEditor, useEditorState } from '../canvas/editor-context';
import { useIssues } from '../canvas/use-issues';
import { lookOf } from '../nodes';
import { StepResult } from '../run/step-result';
import { Connections } from './connections';
import { faultsOfStep } from './faults';
import { StepHead } from './step-head';
import { useEscapeToStep } from './use-escape-to-step';
import { useGoToField } from './use-go-to-field';

/** Everything about one step. */
export function Inspector({ step }: { step: WorkflowNode }) {
  const { store } = useEditor();
  const readOnly = useEditorState((state) => state.readOnly);
  const issues = useIssues();
  const faults = useMemo(() => faultsOfStep(step.id, issues), [step.id, issues]);
  const { icon: Icon } = lookOf(step.kind);
  const { label, description } = kindOf(step.kind);
  const ownFault = issues.find(({ nodeId, path }) => nodeId === step.id && path[0] === 'kind');
  const section = useRef<HTMLElement>(null);
  useGoToField(section, step.id);
  useEscapeToStep(section, step.id);
  const remove = () =>
    store
      .getState()
      .edit(`Remove ${step.name}`, (graph) => removeParts(graph, new Set([step.id]), new Set()));

  return (
    <section ref={section} aria-label={`Step ${step.name}`} className="flex flex-col gap-5 px-4 pb-6">
      <header className="flex items-start gap-2.5">
        <Icon aria-hidden className="mt-0.5 size-4 text-muted" />
        <div className="min-w-0 flex-1">
          <h2 className="text-sm font-medium">{label}</h2>
          <p className="text-xs text-muted">{description}</p>
        </div>
        {!readOnly && (
          <IconButton label="Remove the step" className="-mt-1.5" onClick={remove}>
            <Trash2 />
          </IconButton>
        )}
      </header>
      {ownFault && <Notice tone="danger">{ownFault.message}</Notice>}
      <StepAttention step={step} />
      <StepHead step={step} />
      <Form step={step} faults={faults} readOnly={readOnly} />
      <Connections step={step} />
      <StepResult step={step} />
    </section>
  );
}

interface FormProps<Kind extends NodeKind> {
  step: WorkflowNode<Kind>;
  faults: ReadonlyMap<string, string>;
  readOnly: boolean;
}

function Form<Kind extends NodeKind>({ step, faults, readOnly }: FormProps<Kind>) {
  const { store } = useEditor();
  const { Form: KindForm } = lookOf(step.kind);
  const change = (data: Partial<NodeData[Kind]>, gesture?: string) =>
    store
      .getState()
      .edit(
        `Change ${step.name}`,
        (graph) => setData<Kind>(graph, step.id, data),
        gesture && `${step.id}:${gesture}`,
      );
  return <KindForm nodeId={step.id} data={step.data} faults={faults} readOnly={readOnly} onChange={change} />;
}
