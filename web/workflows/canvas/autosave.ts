import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** A draft as the server holds it. */
export interface SavedDraft {
  revision: number;
  graph: unknown;
  savedBy: string;
  savedAt: string;
}

export type SaveAnswer =
  | { kind: 'saved'; revision: number }
  | { kind: 'unreachable' }
  | { kind: 'refused'; message: string }
  | { kind: 'conflict'; current: SavedDraft };

export type SaveState =
  | { kind: 'saved' }
  | { kind: 'waiting' }
  | { kind: 'saving' }
  /** The server cannot be reached. What is not saved yet is kept in this browser and tried again. */
  | { kind: 'offline' }
  | { kind: 'refused'; message: string }
  | { kind: 'conflict'; current: SavedDraft };

/** What is not saved yet, kept where a crash of the server, the browser or this page does not reach it. */
export interface Backup {
  write(revision: number, graph: WorkflowGraph): void;
  clear(): void;
}

interface AutosaveOptions {
  revision: number;
  graph: WorkflowGraph;
  save(graph: WorkflowGraph, expectedRevision: number): Promise<SaveAnswer>;
  backup: Backup;
  /** Quiet time after a change, and between attempts while the server cannot be reached. */
  delays?: { quiet: number; again: number };
}

export interface Autosave {
  state: StoreApi<SaveState>;
  /** The revision on the server that this editor stands on. */
  revision(): number;
  changed(graph: WorkflowGraph): void;
  /** Saves at once; true when the server holds everything. */
  flush(): Promise<boolean>;
  /** Goes on from another draft, after a conflict: nothing of the old one is left to save. */
  rebase(revision: number, graph: WorkflowGraph): void;
  stop(): void;
}

export function createAutosave(options: AutosaveOptions): Autosave {
  const { save, backup, delays = { quiet: 600, again: 3_000 } } = options;
  const state = createStore<SaveState>()(() => ({ kind: 'saved' }));
  let revision = options.revision;
  let saved = options.graph;
  let wanted = options.graph;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;

  const say = (next: SaveState) => state.setState(next, true);
  const later = (milliseconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), milliseconds);
  };

  function changed(graph: WorkflowGraph): void {
    if (graph === wanted) return;
    wanted = graph;
    if (state.getState().kind === 'conflict') return backup.write(revision, graph);
    if (graph === saved && !running) {
      clearTimeout(timer);
      backup.clear();
      return say({ kind: 'saved' });
    }
    backup.write(revision, graph);
    if (!running && state.getState().kind !== 'offline') say({ kind: 'waiting' });
    later(delays.quiet);
  }

  async function flush(): Promise<boolean> {
    clearTimeout(timer);
    // One save at a time: a second one would expect a revision that the first is about to change.
    if (running) {
      await running;
      return flush();
    }
    if (wanted === saved) return true;
    if (state.getState().kind === 'conflict') return false;
    running = saveOnce(wanted);
    await running;
    return wanted === saved;
  }

  async function saveOnce(graph: WorkflowGraph): Promise<void> {
    say({ kind: 'saving' });
    const answer = await save(graph, revision);
    running = undefined;
    if (answer.kind === 'unreachable') {
      say({ kind: 'offline' });
      return later(delays.again);
    }
    if (answer.kind !== 'saved') return say(answer);
    revision = answer.revision;
    saved = graph;
    if (wanted === saved) {
      backup.clear();
      return say({ kind: 'saved' });
    }
    backup.write(revision, wanted);
    say({ kind: 'waiting' });
    later(delays.quiet);
  }

  return {
    state,
    revision: () => revision,
    changed,
    flush,
    rebase(next, graph) {
      clearTimeout(timer);
      revision = next;
      saved = wanted = graph;
      backup.clear();
      say({ kind: 'saved' });
    },
    stop: () => clearTimeout(timer),
  };
}
