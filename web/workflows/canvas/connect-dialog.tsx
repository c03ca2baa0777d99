'use client';

import { kindOf } from '@patchbay/schema/nodes/index.ts';
import {
  inputPortsOf,
  outputPortsOf,
  type WorkflowGraph,
  type WorkflowNode,
} from '@patchbay/schema/workflow-graph.ts';
import { useMemo } from 'react';
import { type Choice, ChoiceDialog } from './choice-list';
import { useEditor, useEditorState, useGraph } from './editor-context';
import { connect, connectFault, type Connection } from './graph/connect';
import { KindIcon } from './kind-icon';

/** Connects the selected step to another one without a mouse. What it cannot be connected to says why. */
export function ConnectDialog() {
  const { store } = useEditor();
  const graph = useGraph();
  const [selected] = useEditorState((state) => state.selectedSteps);
  const step = graph.nodes.find(({ id }) => id === selected);
  const offers = useMemo(() => (step ? offersFrom(graph, step) : []), [graph, step]);
  const close = () => store.getState().open(null);
  if (!step) return null;
  return (
    <ChoiceDialog
      title={`Connect ${step.name} to`}
      what="steps"
      choices={offers.map(({ choice }) => choice)}
      onClose={close}
      onChoose={(chosen) => {
        const offer = offers.find(({ choice }) => choice.id === chosen);
        close();
        if (!offer) return;
        store.getState().edit('Connect', (graph) => connect(graph, offer.connection));
        store.getState().say(`Connected: ${offer.choice.label}`);
      }}
    />
  );
}

interface Offer {
  choice: Choice;
  connection: Connection;
}

/** Every other step, by every way on that this one has; what can be chosen comes first. */
function offersFrom(graph: WorkflowGraph, step: WorkflowNode): Offer[] {
  const ports = outputPortsOf(step);
  const offers = graph.nodes.flatMap((target) =>
    target.id === step.id || target.kind === 'note'
      ? []
      : ports.map((port): Offer => {
          const connection = {
            source: step.id,
            sourcePort: port.id,
            target: target.id,
            targetPort: inputPortsOf(target)[0]?.id ?? '',
          };
          return {
            connection,
            choice: {
              id: `${port.id}>${target.id}`,
              label: ports.length > 1 ? `${port.label}: ${target.name}` : target.name,
              detail: kindOf(target.kind).label,
              icon: <KindIcon kind={target.kind} />,
              fault: connectFault(graph, connection),
            },
          };
        }),
  );
  return [
    ...offers.filter(({ choice }) => choice.fault === null),
    ...offers.filter(({ choice }) => choice.fault !== null),
  ];
}
