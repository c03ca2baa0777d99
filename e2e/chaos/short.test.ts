import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createGround } from './ground.ts';
import { playRound } from './round.ts';
import { judge } from './verdict.ts';

const seed = 20_261_120;
let ground: Awaited<ReturnType<typeof createGround>>;

before(async () => {
  ground = await createGround(seed);
});
after(() => ground?.close());

test('runs keep their promises while every part but the web is killed under them', async () => {
  const evidence = await playRound(ground, {
    seed,
    seconds: 15,
    people: 8,
    kinds: ['worker killed', 'api killed', 'restate killed', 'postgres killed'],
    pauseMs: [500, 1_500],
  });
  assert.deepEqual(judge(evidence), [], ground.said());
  assert.ok(evidence.disturbances.length >= 3, 'parts were killed');
  assert.ok(evidence.runs.length >= 8, 'runs were at work meanwhile');
});
