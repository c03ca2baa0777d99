import { randomBytes } from 'node:crypto';
import { processOf, runningStack } from '../../stack/running-stack.ts';
import { askGraphql } from '../graphql.ts';
import { expect, test } from '../test.ts';
import { slowWorkflow } from './slow-workflow.ts';

for (const part of ['worker', 'postgres']) {
  test(`a run succeeds, and the page goes on watching it, when the ${part} is killed while its answer streams`, async ({
    page,
  }) => {
    const workflow = await slowWorkflow(page.request, runningStack().basePort + 7);
    const { startRun } = await askGraphql<{ startRun: { run: { id: string } } }>(
      page.request,
      `mutation ($workflow: ID!, $key: String!) {
        startRun(input: { workflowId: $workflow, input: {}, idempotencyKey: $key }) {
          ... on StartRunPayload { run { id } }
        }
      }`,
      { workflow, key: randomBytes(8).toString('hex') },
    );
    await page.goto(`/demo/runs/${encodeURIComponent(startRun.run.id)}?step=slow`);
    const slow = page.getByRole('region', { name: 'Slow' });
    await expect(slow).toContainText('You asked');
    await expect(slow).not.toContainText('always the same');
    process.kill(processOf(part), 'SIGKILL');

    await expect(page.getByRole('main').getByRole('status').first()).toContainText('Succeeded', {
      timeout: 40_000,
    });
    await expect(slow).toContainText('always the same');

    // What was recorded before is not asked again; the call that was under way may be.
    const { run } = await askGraphql<{ run: { steps: { path: string; attempts: object[] }[] } }>(
      page.request,
      'query ($id: ID!) { run(id: $id) { steps { path attempts { id } } } }',
      { id: startRun.run.id },
    );
    expect(run.steps.find(({ path }) => path === 'quick')?.attempts).toHaveLength(1);
  });
}
