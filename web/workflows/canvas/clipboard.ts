import { notFetched } from '@/ui/not-fetched';
import { toast } from '@/ui/toast';
import { graphOf } from './editor-store';
import type { Point } from './graph/boxes';
import { type CopiedSteps, pickSteps, readSteps, writeSteps } from './graph/copy-steps';
import { removeParts } from './graph/remove-parts';
import type { Scene } from './scene';

/** The selected steps as text for the clipboard; null where none are selected. */
export function copiedText({ store }: Scene): string | null {
  const state = store.getState();
  const steps = pickSteps(graphOf(state), state.selectedSteps);
  if (steps.nodes.length === 0) return null;
  state.say(`Copied ${countOf(steps)}`);
  return writeSteps(steps);
}

export function removeCut({ store }: Scene): void {
  const { selectedSteps, edit } = store.getState();
  const many = selectedSteps.size === 1 ? 'a step' : `${selectedSteps.size} steps`;
  edit(`Cut ${many}`, (graph) => removeParts(graph, selectedSteps, new Set()));
}

/** Adds what a clipboard holds, or says why it cannot be added. */
export async function pasteText(scene: Scene, text: string, middle: Point): Promise<void> {
  const read = readSteps(text);
  if ('fault' in read) toast.error('Nothing was pasted', read.fault);
  else await add(scene, read.steps, 'Paste', middle);
}

export async function duplicateChosen(scene: Scene): Promise<void> {
  const state = scene.store.getState();
  await add(scene, pickSteps(graphOf(state), state.selectedSteps), 'Duplicate', 'beside');
}

async function add(
  { store }: Scene,
  steps: CopiedSteps,
  verb: string,
  middle: Point | 'beside',
): Promise<void> {
  // Fresh keys are put into templates and expressions: what reads those is fetched with the first paste.
  const reader = await import('./graph/paste-steps').catch(() => null);
  const pasted = reader?.pasteSteps(graphOf(store.getState()), steps, middle) ?? { fault: notFetched };
  if ('fault' in pasted)
    return toast.error(`Nothing was ${verb === 'Paste' ? 'pasted' : 'duplicated'}`, pasted.fault);
  const what = `${verb} ${pasted.ids.size === 1 ? 'a step' : `${pasted.ids.size} steps`}`;
  store.getState().edit(what, () => pasted.graph);
  store.getState().select(pasted.ids);
  store.getState().say(what);
  if (pasted.leftOut !== null) toast.success(pasted.leftOut);
}

/** From a menu. By its keys, the browser itself fills the clipboard. */
export function copyChosen(scene: Scene): void {
  const text = copiedText(scene);
  if (text !== null) void writeClipboard(text);
}

export async function cutChosen(scene: Scene): Promise<void> {
  const text = copiedText(scene);
  if (text !== null && (await writeClipboard(text))) removeCut(scene);
}

/** The browser may ask the person first: only what follows the answer takes its turn. */
export async function pasteFromClipboard(scene: Scene, middle: Point): Promise<void> {
  let text: string;
  try {
    text = await navigator.clipboard.readText();
  } catch {
    // Over plain HTTP there is no clipboard at all.
    return toast.error('This browser shows the clipboard to no menu', 'Press Ctrl+V, or Cmd+V on a Mac.');
  }
  scene.inTurn(() => pasteText(scene, text, middle));
}

/** What was not copied is not cut either. */
async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    toast.error('This browser takes nothing from a menu', 'Press Ctrl+C, or Cmd+C on a Mac.');
    return false;
  }
}

const countOf = ({ nodes }: CopiedSteps) => (nodes.length === 1 ? 'a step' : `${nodes.length} steps`);
