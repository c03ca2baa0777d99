import { expect, test } from 'vitest';
import { viewOn } from './view-on.ts';

const pane = { width: 800, height: 600 };

test('a card in sight moves nothing', () => {
  const view = { x: 10, y: 20, zoom: 1 };
  expect(viewOn({ x: 200, y: 200 }, view, pane)).toEqual(view);
});

test('a card out of sight comes in at the near edge, no further', () => {
  expect(viewOn({ x: 900, y: 200 }, { x: 0, y: 0, zoom: 1 }, pane)).toEqual({ x: -420, y: 0, zoom: 1 });
  expect(viewOn({ x: -300, y: 200 }, { x: 0, y: 0, zoom: 1 }, pane)).toEqual({ x: 372, y: 0, zoom: 1 });
});

test('from too far away to read, the card comes into the middle', () => {
  expect(viewOn({ x: 0, y: 0 }, { x: 0, y: 0, zoom: 0.1 }, pane)).toEqual({ x: 338, y: 277, zoom: 0.5 });
});
