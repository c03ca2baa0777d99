import type { Page } from '@playwright/test';
import { chain, createWorkflow, writePin } from '../canvas.ts';
import { names, pathToEveryKind } from '../every-kind.ts';
import { askingGraph, longKinds } from '../run.ts';
import type { Screen } from './screen.ts';

/** The form of a step of one kind. */
const form = (kind: keyof typeof names, rare = true): Screen => ({
  name: `step-${kind}`,
  path: pathToEveryKind,
  heading: 'On the canvas',
  rare,
  open: (page) => openForm(page, names[kind]),
});

/** Of those that rest or go through many. */
const longForm = (kind: string, step: string): Screen => ({
  name: `step-${kind}`,
  path: async (page) =>
    `/demo/workflows/${encodeURIComponent(await createWorkflow(page.request, longKinds))}`,
  heading: 'On the canvas',
  rare: true,
  open: (page) => openForm(page, step),
});

export const screensOfSteps: readonly Screen[] = [
  form('prompt', false),
  form('input'),
  form('http'),
  form('condition'),
  form('switch'),
  form('transform'),
  form('merge'),
  form('output'),
  longForm('map', 'Each of them'),
  longForm('wait', 'A while'),
  longForm('workflow', 'Another one'),
  {
    name: 'step-note',
    path: pathToEveryKind,
    heading: 'On the canvas',
    rare: true,
    open: async (page) => {
      await page.getByRole('group', { name: /^Note: / }).click();
      await page.getByRole('complementary', { name: 'Details' }).getByLabel('Name').waitFor();
    },
  },
  {
    name: 'step-approval',
    path: async (page) =>
      `/demo/workflows/${encodeURIComponent(await createWorkflow(page.request, askingGraph))}?step=ask`,
    heading: 'On the canvas',
    open: (page) => page.getByText('May it go out?').first().waitFor(),
  },
  {
    name: 'step-pinned',
    path: async (page) =>
      `/demo/workflows/${encodeURIComponent(await createWorkflow(page.request, chain(2)))}`,
    heading: 'On the canvas',
    rare: true,
    open: async (page) => {
      await openForm(page, 'Prompt 1');
      await writePin(page, '{"text": "Pinned by hand"}');
      await page.getByText('Pinned output').waitFor();
    },
  },
  {
    name: 'workflow-run-form',
    path: pathToEveryKind,
    heading: 'On the canvas',
    open: async (page) => {
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await page.getByRole('button', { name: 'Run the draft' }).click();
      await page.getByText('This is required.').first().waitFor();
    },
  },
  {
    name: 'workflow-run-panel',
    path: async (page) =>
      `/demo/workflows/${encodeURIComponent(await createWorkflow(page.request, chain(2)))}`,
    heading: 'On the canvas',
    open: async (page) => {
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      const details = page.getByRole('complementary', { name: 'Details' });
      await details.getByLabel('Text').fill('three small boats');
      await details.getByRole('button', { name: 'Run the draft' }).click();
      await details.getByRole('status').getByText('Succeeded').waitFor();
    },
  },
];

async function openForm(page: Page, step: string): Promise<void> {
  await page.getByRole('group', { name: step, exact: true }).click();
  await page
    .getByRole('region', { name: `Step ${step}` })
    .getByRole('textbox')
    .first()
    .waitFor();
}
