import { cardSize, type Point } from './graph/boxes.ts';

export interface View extends Point {
  zoom: number;
}

const margin = 72;
/** Below this nobody reads a card. */
const legible = 0.5;

/** The view that has a card in sight, moved no further than it takes. */
export function viewOn(card: Point, view: View, pane: { width: number; height: number }): View {
  const zoom = Math.max(view.zoom, legible);
  if (zoom !== view.zoom) {
    return {
      zoom,
      x: pane.width / 2 - (card.x + cardSize.width / 2) * zoom,
      y: pane.height / 2 - (card.y + cardSize.height / 2) * zoom,
    };
  }
  return {
    zoom,
    x: shifted(card.x * zoom, cardSize.width * zoom, view.x, pane.width),
    y: shifted(card.y * zoom, cardSize.height * zoom, view.y, pane.height),
  };
}

function shifted(start: number, length: number, offset: number, room: number): number {
  const least = margin - start;
  const most = room - margin - length - start;
  // Where there is no room for the margins, the start of the card matters more.
  return Math.max(Math.min(offset, most), least);
}
