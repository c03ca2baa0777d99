import type { ReactFlowInstance } from '@xyflow/react';
import type { EditorStore } from './editor-store';
import { graphOf } from './editor-store';
import type { StepNode } from './flow-nodes';
import type { InTurn } from './in-turn';
import type { Point } from './graph/boxes';
import type { PaletteAim } from './palette';

/** All that a command may need. */
export interface Scene {
  store: EditorStore;
  flow: ReactFlowInstance<StepNode>;
  openPalette(aim?: PaletteAim): void;
  run(): void;
  runStep(nodeId: string): void;
  inTurn: InTurn;
}

export const chosenSteps = ({ store }: Scene) => {
  const { selectedSteps } = store.getState();
  return graphOf(store.getState()).nodes.filter(({ id }) => selectedSteps.has(id));
};

export const oneStep = (scene: Scene) => {
  const chosen = chosenSteps(scene);
  return chosen.length === 1 ? chosen[0] : undefined;
};

export const paneBox = () => document.querySelector('.react-flow')?.getBoundingClientRect();

export function middleOfView({ flow }: Pick<Scene, 'flow'>): Point {
  const pane = paneBox();
  return pane
    ? flow.screenToFlowPosition({ x: pane.x + pane.width / 2, y: pane.y + pane.height / 2 })
    : { x: 0, y: 0 };
}

/** Selects a step, brings it into view, and gives it the focus as soon as it is drawn. */
export function goTo({ store }: Pick<Scene, 'store'>, nodeId: string): void {
  store.getState().select([nodeId]);
  store.getState().bringIntoView(nodeId);
  focusStep(nodeId, 120);
}

/** A dialog gives the focus back where it came from when it is gone: only after that it can be taken on. */
function focusStep(nodeId: string, patience: number, isFree = false): void {
  requestAnimationFrame(() => {
    const id = CSS.escape(nodeId);
    const step = document.querySelector<HTMLElement>(`.react-flow__node[data-id="${id}"]`);
    const isNowFree = document.querySelector('[role="dialog"]') === null;
    if (step && isFree && isNowFree) step.focus({ preventScroll: true });
    else if (patience > 0) focusStep(nodeId, patience - 1, isNowFree);
  });
}

/** The form of the step may have to be fetched first. */
export function focusDetails(patience = 20): void {
  const field = document.querySelector<HTMLElement>(
    'aside section[aria-label^="Step"] :is(input, textarea, button)',
  );
  if (field) return field.focus();
  if (patience > 0) setTimeout(() => focusDetails(patience - 1), 50);
}
