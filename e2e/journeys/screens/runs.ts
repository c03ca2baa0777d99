import type { Page } from '@playwright/test';
import { chainOf } from '../../stack/chain.ts';
import { askGraphql } from '../graphql.ts';
import { organizationWith, sandbox } from '../registry.ts';
import { runOf, waitingRun } from '../run.ts';
import { demonstrationWorkflow } from './demonstration.ts';
import type { Screen } from './screen.ts';

export const screensOfRuns: readonly Screen[] = [
  { name: 'runs', path: '/demo/runs', heading: 'Runs' },
  {
    name: 'run',
    path: async (page) => `/demo/runs/${encodeURIComponent(await finishedRun(page))}`,
    heading: /Summarise and answer/,
  },
  {
    name: 'run-receipt',
    path: async (page) => {
      const organization = await organizationWith(page.request, 'Receipt', [
        { ...sandbox('Busy'), providerModelId: 'sandbox-429' },
        sandbox('Spare'),
      ]);
      await askGraphql(
        page.request,
        `mutation { updateModelPolicy(input: { expectedRevision: 0, change: { default: "busy", fallback: "spare" } }) {
          ... on Error { message } } }`,
        {},
        organization,
      );
      return `${await runOf(page.request, organization, chainOf(['busy']))}?step=p1`;
    },
    heading: /Chain/,
    open: (page) => page.getByRole('region', { name: 'Attempts' }).waitFor(),
  },
  {
    name: 'run-waiting',
    path: async (page) => `${(await waitingRun(page)).path}?step=ask`,
    heading: /Chain/,
    open: (page) => page.getByRole('button', { name: 'Approve' }).first().waitFor(),
  },
  {
    name: 'rerun',
    rare: true,
    path: async (page) => `/demo/runs/${encodeURIComponent(await finishedRun(page))}`,
    heading: /Summarise and answer/,
    async open(page) {
      await page.getByRole('button', { name: 'Run again' }).click();
      await page.getByRole('dialog').getByRole('textbox').first().waitFor();
    },
  },
  {
    name: 'rerun-from-step',
    rare: true,
    path: async (page) => {
      const organization = await organizationWith(page.request, 'Again', [sandbox('Sound')]);
      return `${await runOf(page.request, organization, chainOf(['sound', 'sound']))}?step=p2`;
    },
    heading: /Chain/,
    async open(page) {
      await page.getByRole('button', { name: 'Run again from here' }).click();
      await page.getByRole('button', { name: 'Change the output of Prompt 1' }).click();
    },
  },
  {
    name: 'approvals',
    path: async (page) => `/${(await waitingRun(page)).organization}/runs/approvals`,
    heading: 'Approvals',
    open: (page) => page.getByText('Send "a newsletter" to everybody?').first().waitFor(),
  },
];

async function finishedRun(page: Page): Promise<string> {
  const { startRun } = await askGraphql<{ startRun: { run: { id: string } } }>(
    page.request,
    `mutation ($workflow: ID!, $input: JSON!) {
      startRun(input: { workflowId: $workflow, input: $input, idempotencyKey: "a look at the run page" }) {
        ... on StartRunPayload { run { id } }
      }
    }`,
    {
      workflow: (await demonstrationWorkflow(page)).id,
      input: { text: 'A patchbay wires any source to any input.', question: 'What does it wire?' },
    },
  );
  const { id } = startRun.run;
  const status = async () =>
    (
      await askGraphql<{ run: { status: string } }>(
        page.request,
        'query ($id: ID!) { run(id: $id) { status } }',
        { id },
      )
    ).run.status;
  while (['QUEUED', 'RUNNING'].includes(await status())) await page.waitForTimeout(100);
  return id;
}
