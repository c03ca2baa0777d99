import type { WorkflowGraph, WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { lookOf } from '../nodes';
import { legible, readable } from './distance';
import { farLines } from './far-lines';
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

type Colour = { fill: string; line: string; text: string; font: string };
export type Colours = (classes: string) => Colour;

/** The colours that classes mean in the theme of the moment, for what is drawn rather than laid out. */
export function readColours(host: HTMLElement): Colours {
  const known = new Map<string, Colour>();
  return (classes) => {
    let colours = known.get(classes);
    if (!colours) {
      const probe = document.createElement('span');
      probe.className = classes;
      host.append(probe);
      const { backgroundColor, borderTopColor, color, fontFamily } = getComputedStyle(probe);
      colours = { fill: backgroundColor, line: borderTopColor, text: color, font: fontFamily };
      probe.remove();
      known.set(classes, colours);
    }
    return colours;
  };
}

/** Below this a corner is smaller than a point of the screen. */
const tiny = 0.15;
/** The corners, the tile and the name of a card, as its own classes have them. */
const radius = 10;
const tile = { left: 13, top: 11, size: 20, radius: 4 };
const noteInset = 12;
const label = { left: 41, middle: 21, size: 14, perLetter: 7.4, right: 14 };
const farLabel = { left: 12, size: 36, line: 40, perLetter: 19.5 };

/** Steps as plain boxes in the given pane: thousands of them cost less than a hundred elements. */
export function paintSteps(
  context: CanvasRenderingContext2D,
  { x, y, zoom }: View,
  pane: Size,
  { graph, dragged, selected, standingOf }: Scenery,
  colours: Colours,
): void {
  const rounded = zoom > tiny;
  const isFar = zoom < readable;
  const ink = colours('text-ink');
  if (zoom >= legible) {
    context.font = `500 ${(isFar ? farLabel : label).size * zoom}px ${ink.font}`;
    context.textBaseline = 'middle';
  }
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
    const { fill, line } = colours(classesOf(node, isFar, chosen, standing));
    context.globalAlpha = standing === 'SKIPPED' ? 0.6 : 1;
    box(0, line);
    box(chosen || standing ? 2 : 1, fill);
    if (zoom < legible) continue;
    if (!isFar && node.kind !== 'note') {
      context.fillStyle = colours(lookOf(node.kind).accent).fill;
      context.beginPath();
      context.roundRect(
        left + tile.left * zoom,
        top + tile.top * zoom,
        tile.size * zoom,
        tile.size * zoom,
        tile.radius * zoom,
      );
      context.fill();
    }
    context.fillStyle = ink.text;
    for (const words of isFar ? farWords(node) : nearWords(node))
      context.fillText(words.text, left + words.left * zoom, top + words.middle * zoom);
  }
  context.globalAlpha = 1;
}

type Words = { text: string; left: number; middle: number };

const nameOf = (node: WorkflowNode) =>
  node.kind === 'note' ? (node.data.text.split('\n', 1)[0] ?? '') : node.name;

/** On the first line of a card, as it has it itself. */
function nearWords(node: WorkflowNode): Words[] {
  const left = node.kind === 'note' ? noteInset : label.left;
  return [{ text: fitting(nameOf(node), sizeOf(node).width - left), left, middle: label.middle }];
}

/** All over the card. */
function farWords(node: WorkflowNode): Words[] {
  const { width, height } = sizeOf(node);
  const { left, line, perLetter } = farLabel;
  const lines = farLines(nameOf(node), Math.floor((width - 2 * left) / perLetter));
  const first = (height - (lines.length - 1) * line) / 2;
  return lines.map((text, index) => ({ text, left, middle: first + index * line }));
}

/** Measuring each name in each frame would cost more than all that is drawn. */
function fitting(name: string, width: number): string {
  const most = Math.floor((width - label.right) / label.perLetter);
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}

function classesOf(
  node: WorkflowNode,
  isFar: boolean,
  chosen: boolean,
  standing: Standing | undefined,
): string {
  if (node.kind === 'note') return `${noteLooks[node.data.colour]} ${chosen ? 'border-accent!' : ''}`;
  return `${isFar ? lookOf(node.kind).accent : 'bg-panel'} ${chosen ? 'border-accent' : standing ? rings[standing] : 'border-edge'}`;
}
