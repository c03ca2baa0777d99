import type { WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { gap } from './boxes';

/** What stands in a column: a step, or (without a node) an edge that passes by. */
export interface Item {
  id: string;
  node: WorkflowNode | null;
  height: number;
  before: Tie[];
  after: Tie[];
}

/** An edge as one of its ends sees it: how far below the top of each item it is tied. */
interface Tie {
  other: Item;
  here: number;
  there: number;
}

const sweeps = 8;

/** Orders each column by where its neighbours stand, to and fro, so that few edges cross. */
export function sortLayers(layers: readonly Item[][]): Item[][] {
  let sorted = [...layers];
  const places = new Map<string, number>();
  const keep = (layer: readonly Item[]) => layer.forEach(({ id }, index) => places.set(id, index));
  sorted.forEach(keep);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const forth = sweep % 2 === 0;
    for (const index of inTurn(sorted.length, forth)) {
      const layer = (sorted[index] ?? []).map((item, place) => ({
        item,
        wanted: mean(
          (forth ? item.before : item.after).map(
            ({ other, there }) => (places.get(other.id) ?? 0) + there / (other.height + 1),
          ),
          place,
        ),
      }));
      const next = layer.toSorted((one, other) => one.wanted - other.wanted).map(({ item }) => item);
      keep(next);
      sorted = sorted.with(index, next);
    }
  }
  return sorted;
}

/** How far down each item stands: where its edges run straight, as far as there is room. */
export function settle(layers: readonly Item[][]): Map<string, number> {
  const tops = new Map<string, number>();
  for (const layer of layers) {
    let top = 0;
    for (const { id, height } of layer) {
      tops.set(id, top);
      top += height + gap.y;
    }
  }
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    for (const index of inTurn(layers.length, sweep % 2 === 0)) {
      const layer = layers[index] ?? [];
      const wanted = layer.map((item) =>
        mean(
          [...item.before, ...item.after].map(
            ({ other, here, there }) => (tops.get(other.id) ?? 0) + there - here,
          ),
          tops.get(item.id) ?? 0,
        ),
      );
      spread(layer, wanted).forEach((top, place) => tops.set(layer[place]?.id ?? '', top));
    }
  }
  return tops;
}

/**
 * The tops nearest to the wanted ones at which nothing overlaps. Measured from where each would stand in a tight stack,
 * they must only not fall: neighbours that would are pooled, and stand where the mean of their wishes is.
 */
function spread(layer: readonly Item[], wanted: readonly number[]): number[] {
  const pools: { sum: number; count: number }[] = [];
  const stacked: number[] = [];
  let stack = 0;
  for (const [index, item] of layer.entries()) {
    stacked.push(stack);
    pools.push({ sum: (wanted[index] ?? 0) - stack, count: 1 });
    for (let last = pools.at(-1), before = pools.at(-2); last && before;) {
      if (before.sum / before.count <= last.sum / last.count) break;
      pools.splice(-2, 2, { sum: before.sum + last.sum, count: before.count + last.count });
      [last, before] = [pools.at(-1), pools.at(-2)];
    }
    stack += item.height + gap.y;
  }
  return pools
    .flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count))
    .map((shift, index) => shift + (stacked[index] ?? 0));
}

function inTurn(length: number, forth: boolean): number[] {
  const turn = Array.from({ length }, (_, index) => index);
  return forth ? turn : turn.toReversed();
}

function mean(values: readonly number[], otherwise: number): number {
  return values.length === 0 ? otherwise : values.reduce((sum, value) => sum + value, 0) / values.length;
}
