import type { WorkflowGraph, WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { lookOf } from '../nodes';
import { type Point, type Size, sizeOf } from './graph/boxes';
import { noteLooks } from './note-card';
import { rings, type Standing } from './standing';
import type { View } from './view-on';

/** What a drawing of the whole shows. */
export interface Scenery {
  graph: WorkflowGraph;
  dragged: ReadonlyMap<string, Point>;
  selected: ReadonlySet<string>;
  standingOf(nodeId: string): Standing | undefined;
}

export type Colours = (classes: string) => { fill: string; line: string };

/** The colours that classes mean in the theme of the moment, for what is drawn rather than laid out. */
export function readColours(host: HTMLElement): Colours {
  const known = new Map<string, { fill: string; line: string }>();
  return (classes) => {
    let colours = known.get(classes);
    if (!colours) {
      const probe = document.createElement('span');
      probe.className = classes;
      host.append(probe);
      const { backgroundColor, borderTopColor } = getComputedStyle(probe);
      probe.remove();
      colours = { fill: backgroundColor, line: borderTopColor };
      known.set(classes, colours);
    }
    return colours;
  };
}

/** Below this a corner is smaller than a point of the screen, and so is the tile of the kind. */
const tiny = 0.15;
/** The corners and the tile of a card, as its own classes have them. */
const radius = 10;
const tile = { inset: 8, size: 40, radius: 6 };

/** Steps as plain boxes in the given pane: thousands of them cost less than a hundred elements. */
export function paintSteps(
  context: CanvasRenderingContext2D,
  { x, y, zoom }: View,
  pane: Size,
  { graph, dragged, selected, standingOf }: Scenery,
  colours: Colours,
): void {
  const rounded = zoom > tiny;
  for (const node of graph.nodes) {
    const at = dragged.get(node.id) ?? node.position;
    const size = sizeOf(node);
    const left = Math.round(at.x * zoom + x);
    const top = Math.round(at.y * zoom + y);
    const width = Math.max(2, Math.round(size.width * zoom));
    const height = Math.max(2, Math.round(size.height * zoom));
    if (left > pane.width || top > pane.height || left + width < 0 || top + height < 0) continue;
    const box = (inset: number, colour: string) => {
      context.fillStyle = colour;
      if (!rounded) return context.fillRect(left + inset, top + inset, width - 2 * inset, height - 2 * inset);
      context.beginPath();
      context.roundRect(left + inset, top + inset, width - 2 * inset, height - 2 * inset, radius * zoom);
      context.fill();
    };
    const chosen = selected.has(node.id);
    const standing = standingOf(node.id);
    const { fill, line } = colours(classesOf(node, chosen, standing));
    context.globalAlpha = standing === 'SKIPPED' ? 0.6 : 1;
    box(0, line);
    box(chosen || standing ? 2 : 1, fill);
    if (rounded && node.kind !== 'note') {
      context.fillStyle = colours(lookOf(node.kind).accent).fill;
      context.beginPath();
      context.roundRect(
        left + tile.inset * zoom,
        top + tile.inset * zoom,
        tile.size * zoom,
        tile.size * zoom,
        tile.radius * zoom,
      );
      context.fill();
    }
  }
  context.globalAlpha = 1;
}

function classesOf(node: WorkflowNode, chosen: boolean, standing: Standing | undefined): string {
  if (node.kind === 'note') return `${noteLooks[node.data.colour]} ${chosen ? 'border-accent!' : ''}`;
  return `bg-panel ${chosen ? 'border-accent' : standing ? rings[standing] : 'border-edge'}`;
}
