import { getViewportForBounds } from '@xyflow/react';
import { kindOf } from '@patchbay/schema/nodes/index.ts';
import { outputPortsOf } from '@patchbay/schema/workflow-graph.ts';
import { copyChosen, cutChosen, duplicateChosen, pasteFromClipboard } from './clipboard';
import { graphOf } from './editor-store';
import { type Alignment, alignSteps, type Direction, distributeSteps } from './graph/align';
import { arrange } from './graph/arrange';
import { around, boxOf, type Point } from './graph/boxes';
import { frameSteps } from './graph/frame-steps';
import { moveSteps, withFramed } from './graph/move-steps';
import { removeParts } from './graph/remove-parts';
import { type Way, walk } from './graph/walk';
import { chosenSteps, focusDetails, goTo, middleOfView, oneStep, paneBox, type Scene } from './scene';
import { freshId } from '@/graphql/fresh-id';

/**
 * Everything that can be done on the canvas, once. The keys, the sheet that lists them, the menus, the toolbar and the
 * command palette are made of this.
 */
export interface Command {
  name: string;
  group: 'Steps' | 'Edit' | 'Arrange' | 'View' | 'Walk';
  keys?: readonly string[];
  /** Why it cannot be done now, as a sentence; null where it can. */
  fault?(scene: Scene): string | null;
  /** What takes its time says when it is done: whatever comes next waits for it. */
  run(scene: Scene): void | Promise<void>;
  /** Its keys belong to the browser, which tells the page in an event of its own. */
  isBrowsers?: boolean;
  /** Only where the canvas has the focus: elsewhere these keys mean something else. */
  onCanvas?: boolean;
  /** Which context menu offers it. */
  menu?: 'step' | 'several' | 'canvas';
}

const writable = ({ store }: Scene) =>
  store.getState().readOnly ? 'This workflow can only be looked at here.' : null;

const some = (scene: Scene) =>
  writable(scene) ?? (chosenSteps(scene).length === 0 ? 'Select a step first.' : null);

const atLeast = (count: number) => (scene: Scene) =>
  writable(scene) ?? (chosenSteps(scene).length < count ? `Select at least ${count} steps.` : null);

const withWayOn = (scene: Scene) => {
  const step = oneStep(scene);
  if (!step) return writable(scene) ?? 'Select one step first.';
  return (
    writable(scene) ??
    (outputPortsOf(step).length === 0 ? `Nothing comes after "${step.name}": it has no output.` : null)
  );
};

const count = (scene: Scene) => {
  const chosen = chosenSteps(scene);
  return chosen.length === 1 ? (chosen[0]?.name ?? '') : `${chosen.length} steps`;
};

const align = (to: Alignment): Command => ({
  name: `Align ${to}`,
  group: 'Arrange',
  menu: 'several',
  fault: atLeast(2),
  run: (scene) => {
    const { selectedSteps, edit } = scene.store.getState();
    edit(`Align ${count(scene)}`, (graph) => alignSteps(graph, selectedSteps, to));
  },
});

const distribute = (direction: Direction): Command => ({
  name: `Distribute ${direction}`,
  group: 'Arrange',
  menu: 'several',
  fault: atLeast(3),
  run: (scene) => {
    const { selectedSteps, edit } = scene.store.getState();
    edit(`Distribute ${count(scene)}`, (graph) => distributeSteps(graph, selectedSteps, direction));
  },
});

const go = (way: Way, key: string): Command => ({
  name: {
    left: 'To the step before',
    right: 'To the step after',
    up: 'To the step above',
    down: 'To the step below',
  }[way],
  group: 'Walk',
  keys: [key],
  onCanvas: true,
  run: (scene) => {
    const graph = graphOf(scene.store.getState());
    const from = chosenSteps(scene)[0];
    const to = from ? walk(graph, from.id, way) : graph.nodes[0];
    if (to) goTo(scene, to.id);
    else scene.store.getState().say('No step there');
  },
});

const nudge = (way: Way, key: string, by: Point): Command => ({
  name: `Move ${way}`,
  group: 'Arrange',
  keys: [`Alt+${key}`],
  onCanvas: true,
  fault: some,
  run: (scene) => {
    const chosen = chosenSteps(scene);
    const to = new Map(
      chosen.map(({ id, position }) => [id, { x: position.x + by.x, y: position.y + by.y }] as const),
    );
    // One step, until something else is done.
    scene.store
      .getState()
      .edit(`Move ${count(scene)}`, (graph) => moveSteps(graph, withFramed(graph, to)), 'nudge');
    scene.store.getState().say(`Moved ${way}`);
  },
});

const near = 20;
const flight = { duration: 200 };
/** From here the whole of the largest workflow is in view. */
export const leastZoom = 0.05;

/** Beside the tools, not under them. */
export const fitting = {
  padding: { top: '72px', right: '32px', bottom: '32px', left: '80px' },
  maxZoom: 1,
} as const;

export const commands = {
  addStep: {
    name: 'Add step',
    group: 'Steps',
    keys: ['N'],
    menu: 'canvas',
    fault: writable,
    run: ({ openPalette }) => openPalette(),
  },
  addAfter: {
    name: 'Add after',
    group: 'Steps',
    keys: ['A'],
    menu: 'step',
    fault: withWayOn,
    run: (scene) => {
      const step = oneStep(scene);
      const ports = step ? outputPortsOf(step) : [];
      const taken = new Set(
        graphOf(scene.store.getState())
          .edges.filter(({ source }) => source === step?.id)
          .map(({ sourcePort }) => sourcePort),
      );
      const port = ports.find(({ id }) => !taken.has(id)) ?? ports[0];
      if (step && port) scene.openPalette({ after: { nodeId: step.id, port: port.id } });
    },
  },
  connect: {
    name: 'Connect to',
    group: 'Steps',
    keys: ['C'],
    menu: 'step',
    fault: withWayOn,
    run: ({ store }) => store.getState().open('connect'),
  },
  edit: {
    name: 'Edit the step',
    group: 'Steps',
    keys: ['Enter'],
    onCanvas: true,
    fault: (scene) => (oneStep(scene) ? null : 'Select one step first.'),
    run: (scene) => {
      const step = oneStep(scene);
      if (step?.kind === 'note' && !scene.store.getState().readOnly)
        return scene.store.getState().write(step.id);
      scene.store.getState().show('step');
      focusDetails();
    },
  },
  run: {
    name: 'Run',
    group: 'Steps',
    keys: ['Mod+Enter'],
    run: ({ run }) => run(),
  },
  runStep: {
    name: 'Run this step',
    group: 'Steps',
    keys: ['Mod+Shift+Enter'],
    menu: 'step',
    fault: (scene) => {
      const step = oneStep(scene);
      if (!step) return writable(scene) ?? 'Select one step first.';
      return writable(scene) ?? (kindOf(step.kind).runs ? null : 'A note never runs.');
    },
    run: (scene) => {
      const step = oneStep(scene);
      if (step) scene.runStep(step.id);
    },
  },
  undo: {
    name: 'Undo',
    group: 'Edit',
    keys: ['Mod+Z'],
    fault: ({ store }) => (store.getState().history.past.length === 0 ? 'Nothing to undo.' : null),
    run: ({ store }) => {
      const label = store.getState().history.past.at(-1)?.label;
      store.getState().undo();
      store.getState().say(`Undone: ${label}`);
    },
  },
  redo: {
    name: 'Redo',
    group: 'Edit',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    fault: ({ store }) => (store.getState().history.future.length === 0 ? 'Nothing to redo.' : null),
    run: ({ store }) => {
      const label = store.getState().history.future[0]?.label;
      store.getState().redo();
      store.getState().say(`Done again: ${label}`);
    },
  },
  cut: {
    name: 'Cut',
    group: 'Edit',
    keys: ['Mod+X'],
    isBrowsers: true,
    menu: 'step',
    fault: some,
    run: cutChosen,
  },
  copy: {
    name: 'Copy',
    group: 'Edit',
    keys: ['Mod+C'],
    isBrowsers: true,
    menu: 'step',
    fault: (scene) => (chosenSteps(scene).length === 0 ? 'Select a step first.' : null),
    run: copyChosen,
  },
  paste: {
    name: 'Paste',
    group: 'Edit',
    keys: ['Mod+V'],
    isBrowsers: true,
    menu: 'canvas',
    fault: writable,
    run: (scene) => void pasteFromClipboard(scene, middleOfView(scene)),
  },
  duplicate: {
    name: 'Duplicate',
    group: 'Edit',
    keys: ['Mod+D'],
    menu: 'step',
    fault: some,
    run: duplicateChosen,
  },
  remove: {
    name: 'Remove',
    group: 'Edit',
    keys: ['Delete', 'Backspace'],
    menu: 'step',
    fault: (scene) =>
      writable(scene) ??
      (chosenSteps(scene).length + scene.store.getState().selectedEdges.size === 0
        ? 'Select a step or a connection first.'
        : null),
    run: (scene) => {
      const { selectedSteps, selectedEdges, edit, say } = scene.store.getState();
      const what = selectedSteps.size > 0 ? `Remove ${count(scene)}` : 'Disconnect';
      edit(what, (graph) => removeParts(graph, selectedSteps, selectedEdges));
      say(what);
    },
  },
  selectAll: {
    name: 'Select everything',
    group: 'Edit',
    keys: ['Mod+A'],
    menu: 'canvas',
    run: ({ store }) => {
      const { nodes } = graphOf(store.getState());
      store.getState().select(nodes.map(({ id }) => id));
      store.getState().say(`${nodes.length} steps selected`);
    },
  },
  selectNothing: {
    name: 'Select nothing',
    group: 'Edit',
    keys: ['Escape'],
    onCanvas: true,
    run: ({ store }) => store.getState().select([]),
  },
  search: {
    name: 'Search and replace',
    group: 'Edit',
    keys: ['Mod+F'],
    menu: 'canvas',
    run: ({ store }) => store.getState().open('search'),
  },
  group: {
    name: 'Group selection',
    group: 'Arrange',
    keys: ['Mod+G'],
    menu: 'step',
    fault: some,
    run: (scene) => {
      const id = freshId();
      const { selectedSteps, edit, select, write } = scene.store.getState();
      edit(`Group ${count(scene)}`, (graph) => frameSteps(graph, selectedSteps, id));
      select([id]);
      write(id);
    },
  },
  tidy: {
    name: 'Tidy up',
    group: 'Arrange',
    keys: ['Shift+T'],
    menu: 'canvas',
    fault: writable,
    run: (scene) => {
      const chosen = new Set(chosenSteps(scene).map(({ id }) => id));
      const some = chosen.size > 1;
      scene.store
        .getState()
        .edit(some ? `Tidy up ${count(scene)}` : 'Tidy up', (graph) =>
          arrange(graph, some ? chosen : undefined),
        );
      if (!some) showBox(scene, around(graphOf(scene.store.getState()).nodes.map(boxOf)));
    },
  },
  alignLeft: align('left'),
  alignCentre: align('centre'),
  alignRight: align('right'),
  alignTop: align('top'),
  alignMiddle: align('middle'),
  alignBottom: align('bottom'),
  distributeAcross: distribute('across'),
  distributeDown: distribute('down'),
  moveLeft: nudge('left', 'ArrowLeft', { x: -near, y: 0 }),
  moveRight: nudge('right', 'ArrowRight', { x: near, y: 0 }),
  moveUp: nudge('up', 'ArrowUp', { x: 0, y: -near }),
  moveDown: nudge('down', 'ArrowDown', { x: 0, y: near }),
  toBefore: go('left', 'ArrowLeft'),
  toAfter: go('right', 'ArrowRight'),
  toAbove: go('up', 'ArrowUp'),
  toBelow: go('down', 'ArrowDown'),
  fit: {
    name: 'Fit everything into view',
    group: 'View',
    keys: ['Shift+1'],
    menu: 'canvas',
    run: (scene) => showBox(scene, around(graphOf(scene.store.getState()).nodes.map(boxOf))),
  },
  fitChosen: {
    name: 'Zoom to the selection',
    group: 'View',
    keys: ['Shift+2'],
    menu: 'step',
    fault: (scene) => (chosenSteps(scene).length === 0 ? 'Select a step first.' : null),
    run: (scene) => showBox(scene, around(chosenSteps(scene).map(boxOf))),
  },
  wholeSize: {
    name: 'Zoom to 100 %',
    group: 'View',
    keys: ['Shift+0'],
    run: ({ flow }) => void flow.zoomTo(1, flightFor()),
  },
  zoomIn: {
    name: 'Zoom in',
    group: 'View',
    keys: ['=', '+'],
    run: ({ flow }) => void flow.zoomIn(flightFor()),
  },
  zoomOut: {
    name: 'Zoom out',
    group: 'View',
    keys: ['-'],
    run: ({ flow }) => void flow.zoomOut(flightFor()),
  },
  outline: {
    name: 'Outline',
    group: 'View',
    keys: ['O'],
    menu: 'canvas',
    run: ({ store }) => store.getState().outline(!store.getState().outlined),
  },
  keys: {
    name: 'All keys',
    group: 'View',
    keys: ['?'],
    run: ({ store }) => store.getState().open('keys'),
  },
} satisfies Record<string, Command>;

export type CommandName = keyof typeof commands;

const all: Record<CommandName, Command> = commands;

export const commandList: readonly Command[] = Object.values(all);

/** Does it where it can be done; else says why not, to everybody. */
export function perform(command: Command, scene: Scene): void {
  scene.inTurn(() => {
    const fault = command.fault?.(scene) ?? null;
    if (fault === null) return command.run(scene);
    scene.store.getState().say(fault);
  });
}

function showBox({ flow }: Scene, box: ReturnType<typeof around>): void {
  const pane = paneBox();
  if (!box || !pane) return;
  const { padding, maxZoom } = fitting;
  const view = getViewportForBounds(box, pane.width, pane.height, leastZoom, maxZoom, padding);
  void flow.setViewport(view, flightFor());
}

function flightFor() {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? {} : flight;
}
