import { expect, test } from 'vitest';
import {
  asInput,
  carryOver,
  changesBetween,
  leaves,
  leftBehind,
  proposalFor,
  sayDifference,
} from './decision';
import type { RepointChoice, RepointPlan } from './repoint-plan';

const choice = (reference: string): RepointChoice => ({
  lacks: [],
  costDifference: null,
  model: { id: reference, reference, displayName: reference, status: 'ACTIVE' },
});

type Use = RepointPlan['groups'][number]['uses'][number];

const use = (workflow: string, nodeId: string, live: boolean): Use => ({
  live,
  nodeId,
  stepName: nodeId,
  reference: 'old',
  workflow: { id: workflow, name: workflow, project: { id: 'p', name: 'P' } },
});

const group = (key: string, uses: Use[], choices: string[]): RepointPlan['groups'][number] => ({
  key,
  needs: [],
  useCount: uses.length,
  choiceCount: choices.length,
  choices: choices.map(choice),
  uses,
});

const both = (workflow: string, nodeId: string) => [
  use(workflow, nodeId, false),
  use(workflow, nodeId, true),
];

const plan: RepointPlan = {
  seen: 's1',
  workflowCount: 2,
  choiceCount: 1,
  choices: [choice('house')],
  groups: [
    group('text', both('w1', 'a'), ['near', 'house']),
    group('json', [use('w2', 'b', false)], ['house']),
  ],
};

test('the nearest is proposed: for all where one can serve all, else for each, else none', () => {
  expect(proposalFor(plan)).toEqual({
    way: 'one',
    one: 'house',
    groups: { text: 'near', json: 'house' },
    steps: {},
  });
  expect(proposalFor({ ...plan, choices: [] })).toMatchObject({ way: 'each', one: null });
  expect(proposalFor({ ...plan, choices: [], groups: [group('text', [], [])] })).toMatchObject({
    way: 'none',
  });
});

test('one for all is said of each group; a step of its own in the draft and the live version alike', () => {
  const decision = proposalFor(plan);
  expect(asInput(plan, decision)).toEqual({
    groups: [
      { group: 'text', to: 'house' },
      { group: 'json', to: 'house' },
    ],
    steps: [],
  });
  const each = { ...decision, way: 'each' as const, steps: { 'text w1 a': 'house', 'json w2 b': leaves } };
  expect(asInput(plan, each)).toEqual({
    groups: [
      { group: 'text', to: 'near' },
      { group: 'json', to: 'house' },
    ],
    steps: [
      { workflowId: 'w1', nodeId: 'a', live: false, to: 'house' },
      { workflowId: 'w1', nodeId: 'a', live: true, to: 'house' },
      { workflowId: 'w2', nodeId: 'b', live: false, to: null },
    ],
  });
  expect(asInput(plan, { ...decision, way: 'none' })).toEqual({ groups: [], steps: [] });
});

test('places without another model are counted, those of a step twice where it is live, too', () => {
  const decision = proposalFor(plan);
  expect(leftBehind(plan, decision)).toBe(0);
  expect(leftBehind(plan, { ...decision, way: 'none' })).toBe(3);
  expect(leftBehind(plan, { ...decision, one: null })).toBe(3);
  const each = { ...decision, way: 'each' as const };
  expect(leftBehind(plan, { ...each, steps: { 'text w1 a': leaves } })).toBe(2);
  expect(leftBehind(plan, { ...each, groups: { json: 'house' } })).toBe(2);
  expect(leftBehind(plan, { ...each, groups: { json: 'house' }, steps: { 'text w1 a': 'house' } })).toBe(0);
});

test('when the use has changed, what was chosen stays, new steps are proposed for, and what cannot be is chosen anew', () => {
  const decision = {
    way: 'each' as const,
    one: 'house',
    groups: { text: 'house', json: 'house' },
    steps: { 'text w1 a': 'near', 'json w2 b': leaves },
  };
  const now: RepointPlan = {
    ...plan,
    choices: [choice('other')],
    groups: [
      group('text', both('w1', 'a'), ['near', 'house']),
      group('seeing', [use('w3', 'c', true)], ['other']),
    ],
  };
  expect(carryOver(decision, now)).toEqual({
    way: 'each',
    one: null,
    groups: { text: 'house', seeing: 'other' },
    steps: { 'text w1 a': 'near' },
  });
  expect(changesBetween(plan, now)).toMatchObject({ added: [{ nodeId: 'c', live: true }], gone: 1 });
});

test('a difference in cost is said as more or less, and an unknown one is no nought', () => {
  expect([null, '0', '0.004', '-12.345'].map(sayDifference)).toEqual([
    'cost unknown',
    'no difference',
    '$0.004 more',
    '$12 less',
  ]);
});
