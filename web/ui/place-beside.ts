export type Side = 'top' | 'right' | 'bottom' | 'left';
type Box = { left: number; top: number; width: number; height: number };
type Size = { width: number; height: number };

const gap = 6;
const margin = 8;

const opposite = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' } as const;

/** Where a small box stands beside another one: on the other side where there is no room, and never out of sight. */
export function placeBeside(anchor: Box, box: Size, side: Side, view: Size): { left: number; top: number } {
  const at =
    fits(anchor, box, side, view) || !fits(anchor, box, opposite[side], view) ? side : opposite[side];
  const middle = {
    left: anchor.left + (anchor.width - box.width) / 2,
    top: anchor.top + (anchor.height - box.height) / 2,
  };
  const beside = {
    top: { ...middle, top: anchor.top - gap - box.height },
    bottom: { ...middle, top: anchor.top + anchor.height + gap },
    left: { ...middle, left: anchor.left - gap - box.width },
    right: { ...middle, left: anchor.left + anchor.width + gap },
  }[at];
  return {
    left: within(beside.left, view.width - box.width),
    top: within(beside.top, view.height - box.height),
  };
}

function fits(anchor: Box, box: Size, side: Side, view: Size): boolean {
  const room = {
    top: anchor.top - box.height,
    bottom: view.height - anchor.top - anchor.height - box.height,
    left: anchor.left - box.width,
    right: view.width - anchor.left - anchor.width - box.width,
  };
  return room[side] >= gap + margin;
}

const within = (value: number, most: number) => Math.round(Math.max(margin, Math.min(value, most - margin)));
