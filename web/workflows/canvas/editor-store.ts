import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Point } from './graph/boxes.ts';
import type { Typed } from '../run/run-input.ts';
import * as history from './history.ts';
import type { Heard, Issue } from './issues.ts';

export type Panel = 'step' | 'run';
/** What lies over the canvas for a while: the search, the sheet of keys, the list of what a step can be connected to. */
export type Overlay = 'search' | 'keys' | 'connect';

export interface EditorState {
  readOnly: boolean;
  history: history.History<WorkflowGraph>;
  selectedSteps: ReadonlySet<string>;
  selectedEdges: ReadonlySet<string>;
  /** Where steps are while a drag goes on: the graph hears of it when it ends. */
  dragged: ReadonlyMap<string, Point>;
  /** The edge on which a step would be put if it were dropped now. */
  aimedEdge: string | null;
  panel: Panel;
  overlay: Overlay | null;
  /** The note that is being written. */
  writing: string | null;
  outlined: boolean;
  /** The latest news for those who do not see the canvas. */
  spoken: string;
  /** What the server said of the draft that was saved last. */
  heard: Heard;
  /** What stands between the draft and running, as far as it is known by now. */
  issues: readonly Issue[];
  /** What is typed into the form of a run, by the name of the field. */
  runInput: Readonly<Record<string, Typed>>;
  /** Brings a step into view, and with a place that field of its form; the count tells one request from the next. */
  wanted: { nodeId: string; place?: string | undefined; count: number } | null;
  edit(label: string, change: (graph: WorkflowGraph) => WorkflowGraph, gesture?: string): void;
  endGesture(): void;
  undo(): void;
  redo(): void;
  /** Another document in place of this one, e.g. the one of somebody who saved in between. */
  replace(graph: WorkflowGraph): void;
  /** Somebody else's changes come in; `change` brings them into an earlier state, for undoing. */
  carryOver(graph: WorkflowGraph, change: (earlier: WorkflowGraph) => WorkflowGraph): void;
  drag(positions: ReadonlyMap<string, Point>): void;
  aim(edgeId: string | null): void;
  select(steps: Iterable<string>, edges?: Iterable<string>): void;
  show(panel: Panel): void;
  open(overlay: Overlay | null): void;
  write(noteId: string | null): void;
  outline(shown: boolean): void;
  say(text: string): void;
  typeRunInput(name: string, typed: Typed): void;
  bringIntoView(nodeId: string, place?: string): void;
  hear(heard: Heard): void;
  tellIssues(issues: readonly Issue[]): void;
}

export type EditorStore = StoreApi<EditorState>;

/** Who stops typing for so long begins something new: undoing takes back that much at a time. */
const gesturePause = 2_000;

const none: ReadonlySet<string> = new Set();
const unmoved: ReadonlyMap<string, Point> = new Map();

/** What one editor holds. How a run goes stands in a store of its own: it changes many times a second. */
export function createEditorStore({ graph, issues }: Heard, panel: Panel = 'step'): EditorStore {
  let editedAt = 0;
  return createStore<EditorState>()((set, get) => {
    const go = (next: history.History<WorkflowGraph>) => {
      const { history: before, selectedSteps, selectedEdges } = get();
      if (next.present === before.present) return set({ history: next });
      const steps = new Set(next.present.nodes.map(({ id }) => id));
      const edges = new Set(next.present.edges.map(({ id }) => id));
      set({
        history: next,
        dragged: unmoved,
        selectedSteps: still(selectedSteps, steps),
        selectedEdges: still(selectedEdges, edges),
      });
    };
    return {
      readOnly: false,
      history: history.begin(graph),
      selectedSteps: none,
      selectedEdges: none,
      dragged: unmoved,
      aimedEdge: null,
      panel,
      overlay: null,
      writing: null,
      outlined: false,
      spoken: '',
      heard: { graph, issues },
      issues,
      runInput: {},
      wanted: null,
      edit(label, change, gesture) {
        const { history: latest, readOnly } = get();
        if (readOnly) return;
        const now = Date.now();
        const before = now - editedAt > gesturePause ? history.endGesture(latest) : latest;
        editedAt = now;
        go(history.record(before, change(before.present), label, gesture));
      },
      endGesture: () => set(({ history: before }) => ({ history: history.endGesture(before) })),
      undo: () => go(history.undo(get().history)),
      redo: () => go(history.redo(get().history)),
      aim: (aimedEdge) => get().aimedEdge !== aimedEdge && set({ aimedEdge }),
      replace: (graph) => go(history.begin(graph)),
      carryOver: (graph, change) => go(history.carryOver(get().history, graph, change)),
      drag: (dragged) => set({ dragged }),
      select: (steps, edges = none) => set({ selectedSteps: new Set(steps), selectedEdges: new Set(edges) }),
      show: (panel) => set({ panel }),
      open: (overlay) => set({ overlay }),
      write: (writing) => set(({ history: before }) => ({ writing, history: history.endGesture(before) })),
      outline: (outlined) => set({ outlined }),
      say: (spoken) => set({ spoken }),
      typeRunInput: (name, typed) => set(({ runInput }) => ({ runInput: { ...runInput, [name]: typed } })),
      bringIntoView: (nodeId, place) =>
        set(({ wanted }) => ({ wanted: { nodeId, place, count: (wanted?.count ?? 0) + 1 } })),
      hear: (heard) => set({ heard }),
      tellIssues: (issues) => set({ issues }),
    };
  });
}

export const graphOf = (state: EditorState): WorkflowGraph => state.history.present;

function still(selected: ReadonlySet<string>, there: ReadonlySet<string>): ReadonlySet<string> {
  return [...selected].every((id) => there.has(id))
    ? selected
    : new Set([...selected].filter((id) => there.has(id)));
}
