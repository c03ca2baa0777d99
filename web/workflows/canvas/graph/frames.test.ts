import { graphOf, inputStep, outputStep, promptStep } from '@patchbay/schema/test/small-graph.ts';
import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import { indexOf } from '@patchbay/schema/workflow-graph.ts';
import { expect, test } from 'vitest';
import { addStep } from './add-step.ts';
import { arrange } from './arrange.ts';
import { boxOf, liesWithin, portPoint, sizeOf } from './boxes.ts';
import { connectFault } from './connect.ts';
import { frameSteps } from './frame-steps.ts';
import { moveSteps, withFramed } from './move-steps.ts';
import { resizeNote } from './resize-note.ts';

const line = () =>
  arrange(
    graphOf(
      [inputStep(), promptStep('a'), promptStep('b'), outputStep('{{ b.text }}')],
      'input > a',
      'a > b',
      'b > output',
    ),
  );
const framed = () => frameSteps(line(), new Set(['a', 'b']), 'frame');
const at = (graph: ReturnType<typeof line>, id: string) => indexOf(graph).nodes.get(id);

test('a frame is a note around the chosen steps and no others', () => {
  const graph = framed();
  const frame = at(graph, 'frame');
  const within = graph.nodes.filter(
    (node) => frame && node !== frame && liesWithin(boxOf(node), boxOf(frame)),
  );
  expect(within.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(parseWorkflow(graph).issues).toEqual([]);
});

test('what lies within a frame goes along with it, and nothing else does', () => {
  const graph = framed();
  const { x, y } = at(graph, 'frame')?.position ?? { x: 0, y: 0 };
  const moved = moveSteps(graph, withFramed(graph, new Map([['frame', { x: x + 100, y: y - 50 }]])));
  for (const id of ['frame', 'a', 'b']) {
    const [before, after] = [at(graph, id)?.position, at(moved, id)?.position];
    expect([after?.x, after?.y]).toEqual([(before?.x ?? 0) + 100, (before?.y ?? 0) - 50]);
  }
  expect(at(moved, 'input')).toBe(at(graph, 'input'));
});

test('a frame still holds its steps after everything was arranged', () => {
  const graph = framed();
  const apart = moveSteps(graph, withFramed(graph, new Map([['frame', { x: 3_000, y: 2_000 }]])));
  const arranged = arrange(apart);
  const frame = at(arranged, 'frame');
  for (const id of ['a', 'b']) {
    const step = at(arranged, id);
    expect(step && frame && liesWithin(boxOf(step), boxOf(frame))).toBe(true);
  }
});

test('a note is as large as people make it, within what a document may hold', () => {
  const graph = resizeNote(framed(), 'frame', { x: 0, y: 0, width: 1e9, height: 1 });
  expect(at(graph, 'frame')?.data).toMatchObject({ width: 20_000, height: 80 });
  expect(parseWorkflow(graph).issues).toEqual([]);
});

test('nothing leads to or from a note', () => {
  const connection = { source: 'a', sourcePort: 'out', target: 'frame', targetPort: 'in' };
  expect(connectFault(framed(), connection)).toBe('A note is no step: nothing runs before or after it.');
});

test('a step with several ways on has a row for each, and its handles stand at the rows', () => {
  const graph = addStep(line(), 'condition', { x: 0, y: 500 }, 'check');
  const check = at(graph, 'check');
  if (!check) throw new Error('It was not added.');
  const [yes, no] = ['yes', 'no'].map((port) => portPoint(check, 'out', port)?.y ?? 0);
  expect((no ?? 0) - (yes ?? 0)).toBe(24);
  expect(no).toBeLessThan(check.position.y + sizeOf(check).height);
});
