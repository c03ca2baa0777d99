'use client';

import { isNodeKind, kindOf, type NodeKind, nodeKindNames } from '@patchbay/schema/nodes/index.ts';
import { indexOf, outputPortsOf, type WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { useReactFlow } from '@xyflow/react';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { later } from '@/ui/later';
import { useEditor, useGraph } from './editor-context';
import type { StepNode } from './flow-nodes';
import { addFault } from './graph/add-step';
import type { Point } from './graph/boxes';
import { KindIcon } from './kind-icon';
import { placeStep } from './place-step';

// Fetched when first opened.
const ChoiceDialog = later(() => import('./choice-list').then((module) => module.ChoiceDialog));

/** Where the next step goes: after another one, at a place, or wherever the middle of the view is. */
export interface PaletteAim {
  after?: { nodeId: string; port: string };
  at?: Point;
}

const Context = createContext<{ openPalette(aim?: PaletteAim): void }>({ openPalette() {} });

export function usePalette() {
  return useContext(Context);
}

/** Offers every kind of step, by click or by keyboard, and adds the chosen one. */
export function PaletteProvider({ children }: { children: ReactNode }) {
  const { store } = useEditor();
  const flow = useReactFlow<StepNode>();
  const [aim, setAim] = useState<PaletteAim | null>(null);
  const center = useMemo(() => ({ openPalette: (aim: PaletteAim = {}) => setAim(aim) }), []);

  return (
    <Context value={center}>
      {children}
      {aim && (
        <Palette
          after={aim.after}
          onClose={() => setAim(null)}
          onChoose={(kind) => {
            setAim(null);
            placeStep({ store, flow }, kind, aim);
          }}
        />
      )}
    </Context>
  );
}

interface PaletteProps {
  after: PaletteAim['after'];
  onChoose(kind: NodeKind): void;
  onClose(): void;
}

function Palette({ after, onChoose, onClose }: PaletteProps) {
  const graph = useGraph();
  const choices = nodeKindNames.map((kind) => ({
    id: kind,
    label: kindOf(kind).label,
    detail: kindOf(kind).description,
    icon: <KindIcon kind={kind} />,
    fault:
      after && kindOf(kind).inputs.length === 0
        ? `Nothing runs before ${kindOf(kind).label}.`
        : addFault(graph, kind),
  }));
  return (
    <ChoiceDialog
      title={after ? 'What comes next?' : 'Add a step'}
      {...(after && { description: sayWhere(graph, after) })}
      what="kinds of step"
      choices={choices}
      onChoose={(id) => isNodeKind(id) && onChoose(id)}
      onClose={onClose}
    />
  );
}

function sayWhere(graph: WorkflowGraph, { nodeId, port }: NonNullable<PaletteAim['after']>): string {
  const step = indexOf(graph).nodes.get(nodeId);
  const ports = step ? outputPortsOf(step) : [];
  const way = ports.length > 1 ? ports.find(({ id }) => id === port) : undefined;
  return `After ${step?.name ?? 'a step'}${way ? `, by the way "${way.label}"` : ''}.`;
}
