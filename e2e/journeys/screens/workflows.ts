import type { Page } from '@playwright/test';
import { createWorkflow } from '../canvas.ts';
import { workflowOf } from '../policy.ts';
import { organizationWith, sandbox } from '../registry.ts';
import { withTwoVersions } from '../versions.ts';
import { fileFromElsewhere, openImport } from '../workflow-file.ts';
import { demonstrationWorkflow } from './demonstration.ts';
import { withoutOldModel } from './old-model.ts';
import { openDialog } from './open-dialog.ts';
import type { Screen } from './screen.ts';

export const screensOfWorkflows: readonly Screen[] = [
  { name: 'workflows', path: '/demo/workflows', heading: 'Workflows' },
  {
    name: 'workflows-new',
    path: '/demo/workflows',
    heading: 'Workflows',
    open: (page) => openDialog(page, page.getByRole('button', { name: 'New workflow' })),
  },
  {
    name: 'workflows-import',
    path: '/demo/workflows',
    heading: 'Workflows',
    open: (page) => openDialog(page, page.getByRole('button', { name: 'Import', exact: true })),
  },
  {
    name: 'workflows-import-mapping',
    path: '/demo/workflows',
    heading: 'Workflows',
    open: async (page) => {
      const dialog = await openImport(page, fileFromElsewhere('look_elsewhere'));
      await dialog.getByText('Will be made').waitFor();
    },
  },
  {
    name: 'workflows-import-faults',
    rare: true,
    path: '/demo/workflows',
    heading: 'Workflows',
    open: async (page) => {
      const text = fileFromElsewhere('look_elsewhere')
        .replace('"prompt"', '"shell"')
        .replace('"GET"', '"STEAL"');
      const dialog = await openImport(page, text);
      await dialog.getByRole('alert').waitFor();
    },
  },
  {
    name: 'workflows-duplicate',
    rare: true,
    path: '/demo/workflows',
    heading: 'Workflows',
    open: async (page) => {
      await page.getByRole('searchbox').fill('Summarise and answer');
      await page
        .getByRole('button', { name: 'Actions for Summarise and answer', exact: true })
        .last()
        .click();
      await page.getByRole('menuitem', { name: 'Duplicate' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'workflow-empty',
    path: async (page) => `/demo/workflows/${encodeURIComponent(await emptyWorkflow(page))}`,
    heading: 'On the canvas',
    open: async (page) => {
      const all = page.getByRole('button', { name: /^See all/ });
      // On a narrow screen there is no canvas.
      if (page.viewportSize()?.width !== 390) await all.waitFor();
    },
  },
  {
    name: 'workflow-templates',
    rare: true,
    path: async (page) => `/demo/workflows/${encodeURIComponent(await emptyWorkflow(page))}`,
    heading: 'On the canvas',
    open: async (page) => {
      await page.getByRole('button', { name: /^See all/ }).click();
      await page
        .getByRole('dialog', { name: 'Templates' })
        .getByRole('button', { name: /^Classify/ })
        .waitFor();
    },
  },
  {
    name: 'workflow',
    path: async (page) => `/demo/workflows/${encodeURIComponent((await demonstrationWorkflow(page)).id)}`,
    heading: 'Summarise and answer',
    open: async (page) => {
      const step = page.locator('.react-flow__node').nth(1);
      // On a narrow screen a list stands in place of the canvas.
      if (!(await step.isVisible())) return;
      await step.click();
      await page
        .getByRole('region', { name: /^Step / })
        .getByRole('textbox')
        .first()
        .waitFor();
    },
  },
  {
    name: 'workflow-versions',
    path: async (page) => `/demo/workflows/${encodeURIComponent(await withTwoVersions(page.request))}`,
    heading: 'On the canvas',
    open: async (page) => {
      await page.getByRole('button', { name: 'Versions', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: 'Versions' });
      await dialog.getByRole('button', { name: /Version 2/ }).click();
      await dialog.getByText('1 change', { exact: true }).waitFor();
    },
  },
  {
    name: 'workflow-publish',
    path: async (page) => `/demo/workflows/${encodeURIComponent(await withTwoVersions(page.request))}`,
    heading: 'On the canvas',
    open: async (page) => {
      const publish = page.getByRole('button', { name: 'Publish', exact: true });
      // On a narrow screen nothing is published.
      if (!(await publish.isVisible())) return;
      await publish.click();
      await page.getByRole('dialog', { name: 'Publish version 3?' }).getByLabel('Message').waitFor();
    },
  },
  {
    name: 'workflows-needing-attention',
    path: async (page) => `/${(await withoutOldModel(page)).organization}/workflows`,
    heading: 'Workflows',
    open: async (page) => {
      await page.getByText('2 steps fail').waitFor();
      await page.getByRole('tab', { name: 'Needs attention (1)' }).click();
      await page.getByRole('link', { name: 'Replace the model of Prompt 1' }).waitFor();
    },
  },
  {
    name: 'workflow-needing-attention',
    path: async (page) => {
      const { organization, workflowId } = await withoutOldModel(page);
      return `/${organization}/workflows/${encodeURIComponent(workflowId)}?step=p1`;
    },
    heading: 'Ticket triage',
    open: (page) => page.getByText('Live, no model answers this step any more').waitFor(),
  },
  {
    name: 'workflow-who-answers',
    path: async (page) => {
      const organization = await organizationWith(page.request, 'Who answers', [sandbox('House')]);
      return workflowOf(page.request, organization, ['house', 'default']);
    },
    heading: 'Chain',
    open: async (page) => {
      await page.getByRole('button', { name: 'Who answers each step' }).click();
      await page.getByText('The step names it.').waitFor();
    },
  },
];

const emptyWorkflow = (page: Page) => createWorkflow(page.request, { version: 1, nodes: [], edges: [] });
