import { expect, test } from 'vitest';
import { fillCosts } from './fill-costs';

const suggested = { inputCost: '0.0000003', outputCost: '0.0000012' };

test('a suggested price fills in what is empty, and nothing else', () => {
  expect(fillCosts({ inputCost: '', outputCost: ' ' }, suggested)).toEqual(suggested);
  expect(fillCosts({ inputCost: '0', outputCost: '' }, suggested)).toEqual({ outputCost: '0.0000012' });
  expect(fillCosts({ inputCost: '0.000001', outputCost: '0.000002' }, suggested)).toBeNull();
});
