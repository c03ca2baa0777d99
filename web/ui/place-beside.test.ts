import { expect, test } from 'vitest';
import { placeBeside } from './place-beside';

const view = { width: 400, height: 300 };
const box = { width: 100, height: 20 };

test('it stands in the middle of its side, a little apart', () => {
  const anchor = { left: 180, top: 140, width: 40, height: 20 };
  expect(placeBeside(anchor, box, 'top', view)).toEqual({ left: 150, top: 114 });
  expect(placeBeside(anchor, box, 'right', view)).toEqual({ left: 226, top: 140 });
});

test('where there is no room it goes to the other side, and where there is none either it stays in sight', () => {
  expect(placeBeside({ left: 180, top: 10, width: 40, height: 20 }, box, 'top', view).top).toBe(36);
  expect(placeBeside({ left: 350, top: 140, width: 40, height: 20 }, box, 'right', view).left).toBe(244);
  expect(placeBeside({ left: 0, top: 0, width: 400, height: 300 }, box, 'top', view)).toEqual({
    left: 150,
    top: 8,
  });
});

test('it is pushed in from the edge beside which it stands', () => {
  expect(placeBeside({ left: 380, top: 140, width: 20, height: 20 }, box, 'top', view).left).toBe(292);
});
