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
  /** Somebody else has changed what is changed here, too. `base` is what both began with. */
  | { kind: 'conflict'; current: SavedDraft; base: WorkflowGraph };

/** Two people's changes in one graph, and what the other one had saved. */
export type Joined = { graph: WorkflowGraph; theirs: WorkflowGraph };

/** What is not saved yet, kept where a crash of the server, the browser or this page does not reach it. */
export interface Backup {
  /** `base` is what the server held at that revision: without it nobody could tell whose change is whose. */
  write(revision: number, graph: WorkflowGraph, base: WorkflowGraph): void;
  clear(): void;
}

interface AutosaveOptions {
  /** What the server held at `revision`. */
  revision: number;
  graph: WorkflowGraph;
  /** The server may hold something else: what is begun with was kept in this browser. */
  uncertain?: boolean;
  /** Joins with what somebody else has saved; null where a person must decide. The editor shows it from then on. */
  join?(current: SavedDraft, base: WorkflowGraph, mine: WorkflowGraph): Joined | null;
  /** `base` is what the server holds at that revision, where that is certain: then what has changed says it all. */
  save(graph: WorkflowGraph, expectedRevision: number, base: WorkflowGraph | null): Promise<SaveAnswer>;
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
  /** Goes on from what is on the server, after a conflict; `wanted` is saved where it says something else. */
  rebase(revision: number, graph: WorkflowGraph, wanted?: WorkflowGraph): void;
  /** What somebody else has saved, heard before a save of ours was refused. */
  hear(current: SavedDraft): void;
  stop(): void;
}

export function createAutosave(options: AutosaveOptions): Autosave {
  const { save, join, backup, delays = { quiet: 600, again: 3_000 } } = options;
  const state = createStore<SaveState>()(() => ({ kind: 'saved' }));
  let revision = options.revision;
  let saved = options.graph;
  let wanted = options.graph;
  let certain = !options.uncertain;
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
    if (state.getState().kind === 'conflict') return backup.write(revision, graph, saved);
    if (graph === saved && !running) {
      clearTimeout(timer);
      backup.clear();
      return say({ kind: 'saved' });
    }
    backup.write(revision, graph, saved);
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
    const answer = await save(graph, revision, certain ? saved : null);
    running = undefined;
    if (answer.kind === 'unreachable') {
      // It may have been saved for all that. The whole graph is no conflict with itself; changes of it would be.
      certain = false;
      say({ kind: 'offline' });
      return later(delays.again);
    }
    if (answer.kind === 'conflict') return meet(answer.current);
    if (answer.kind !== 'saved') return say(answer);
    revision = answer.revision;
    saved = graph;
    certain = true;
    if (wanted === saved) {
      backup.clear();
      return say({ kind: 'saved' });
    }
    backup.write(revision, wanted, saved);
    say({ kind: 'waiting' });
    later(delays.quiet);
  }

  function meet(current: SavedDraft): void {
    const idle = wanted === saved;
    const joined = join?.(current, saved, wanted);
    if (!joined) return say({ kind: 'conflict', current, base: saved });
    // Nothing of ours is on its way: what they saved is all there is to hold.
    if (idle) return rebase(current.revision, joined.theirs);
    revision = current.revision;
    saved = joined.theirs;
    wanted = joined.graph;
    certain = true;
    backup.write(revision, wanted, saved);
    say({ kind: 'waiting' });
    later(0);
  }

  function rebase(next: number, graph: WorkflowGraph, other = graph): void {
    clearTimeout(timer);
    revision = next;
    saved = graph;
    wanted = other;
    certain = true;
    if (wanted === saved) {
      backup.clear();
      return say({ kind: 'saved' });
    }
    backup.write(revision, wanted, saved);
    say({ kind: 'waiting' });
    later(0);
  }

  return {
    state,
    revision: () => revision,
    changed,
    flush,
    rebase,
    hear(current) {
      // While a save is under way, or a conflict open, its own answer brings what is there.
      if (current.revision <= revision || running || state.getState().kind === 'conflict') return;
      clearTimeout(timer);
      meet(current);
    },
    stop: () => clearTimeout(timer),
  };
}
