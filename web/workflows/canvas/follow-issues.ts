import { type EditorStore, graphOf } from './editor-store.ts';
import { issuesOf, loadCheck } from './issues.ts';

/** Checking a large graph takes longer than typing a letter: it waits for a pause. */
const pause = 200;

/** As long as nothing is edited, the server has said it all; from the first edit on the graph is checked here, too. */
export function followIssues(store: EditorStore): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = store.subscribe((state, before) => {
    if (graphOf(state) === graphOf(before) && state.heard === before.heard) return;
    clearTimeout(timer);
    timer = setTimeout(work, pause);
  });
  const checking = once(loadCheck);
  async function work() {
    // Where that cannot be fetched, the server goes on telling, and the next edit tries again.
    const check = await checking().catch(() => null);
    if (!check) return;
    const state = store.getState();
    state.tellIssues(issuesOf(graphOf(state), state.heard, check));
  }
  return () => {
    stop();
    clearTimeout(timer);
  };
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let begun: Promise<T> | undefined;
  return () => {
    begun ??= work().catch((error: unknown) => {
      begun = undefined;
      throw error;
    });
    return begun;
  };
}
