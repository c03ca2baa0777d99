import { kindOf, type NodeKind } from '@patchbay/schema/nodes/index.ts';
import { freshId } from '@/graphql/fresh-id';
import { addFault, addStep, addStepAfter } from './graph/add-step';
import { cardSize } from './graph/boxes';
import { graphOf } from './editor-store';
import { insertOnEdge } from './graph/insert-on-edge';
import type { PaletteAim } from './palette';
import { goTo, middleOfView, type Scene } from './scene';
import { toast } from '@/ui/toast';

interface Place extends PaletteAim {
  /** The edge on which it is dropped. */
  edgeId?: string | null;
}

/** Adds a step where it was asked for, selects it and says so. */
export function placeStep(
  scene: Pick<Scene, 'store' | 'flow'>,
  kind: NodeKind,
  { after, at, edgeId }: Place,
): void {
  const { store } = scene;
  const { label } = kindOf(kind);
  const fault = addFault(graphOf(store.getState()), kind);
  if (fault !== null) return toast.error('No step was added', fault);
  const id = freshId();
  store.getState().edit(`Add ${label}`, (graph) => {
    if (after) return addStepAfter(graph, kind, after, id, at);
    const added = addStep(graph, kind, at ?? inTheMiddle(scene), id);
    return edgeId ? insertOnEdge(added, id, edgeId) : added;
  });
  store.getState().show('step');
  store.getState().say(`Added ${label}`);
  goTo(scene, id);
}

function inTheMiddle(scene: Pick<Scene, 'flow'>) {
  const { x, y } = middleOfView(scene);
  return { x: x - cardSize.width / 2, y: y - cardSize.height / 2 };
}
