import type { Page } from '@playwright/test';
import { chooseProvider, openAddForm, sandboxUrl, signInBy } from '../model-form.ts';
import { fireworks, openAi, organizationWith, sandbox, together } from '../registry.ts';
import { withOldModel } from './old-model.ts';
import type { Screen } from './screen.ts';

export const screensOfModels: readonly Screen[] = [
  { name: 'models', path: '/demo/models', heading: 'Models' },
  {
    name: 'models-of-several-providers',
    rare: true,
    path: async (page) => `/${await severalProviders(page)}/models?type=custom&sort=-created`,
    heading: 'Models',
    open: async (page) => {
      await page.getByRole('link', { name: 'Ticket sorter' }).waitFor();
      await page.getByRole('button', { name: 'Provider', exact: true }).click();
    },
  },
  {
    name: 'models-none-found',
    rare: true,
    path: '/demo/models?capability=vision&health=failed&search=nothing+of+this+name',
    heading: 'Models',
    open: (page) => page.getByText('still none').first().waitFor(),
  },
  {
    name: 'models-none-yet',
    path: async (page) => `/${await organizationWith(page.request, 'Nothing yet', [])}/models?type=custom`,
    heading: 'Models',
    open: (page) =>
      page
        .getByRole('button', { name: /^Set up/ })
        .first()
        .waitFor(),
  },
  {
    name: 'models-add',
    path: '/demo/models',
    heading: 'Models',
    open: async (page) => {
      await openAddForm(page);
      await page.getByLabel('Base URL').waitFor();
    },
  },
  {
    name: 'models-add-key-pair',
    rare: true,
    path: '/demo/models',
    heading: 'Models',
    open: async (page) => {
      await chooseProvider(page, await openAddForm(page), 'Bedrock');
      await page.getByLabel('Access Key ID').waitFor();
    },
  },
  {
    name: 'models-add-bearer-token',
    rare: true,
    path: '/demo/models',
    heading: 'Models',
    open: async (page) => {
      const form = await openAddForm(page);
      await chooseProvider(page, form, 'Bedrock');
      await signInBy(page, form, 'Bearer Token');
      await page.getByLabel('Bedrock API Key', { exact: true }).waitFor();
    },
  },
  {
    name: 'models-add-failed',
    rare: true,
    path: '/demo/models',
    heading: 'Models',
    open: async (page) => {
      const form = await openAddForm(page);
      await form.getByLabel('Base URL').fill(sandboxUrl());
      await form.getByLabel('API Key').fill('wrong');
      await form.getByLabel('Provider Model ID').fill('sandbox-text');
      await form.getByRole('button', { name: 'Test connection' }).click();
      await form.getByText('Connection test failed').waitFor();
    },
  },
  {
    name: 'models-add-contradicted',
    rare: true,
    path: '/demo/models',
    heading: 'Models',
    open: async (page) => {
      const form = await openAddForm(page);
      await form.getByLabel('Base URL').fill(sandboxUrl());
      await form.getByLabel('Provider Model ID').fill('sandbox-text');
      await form.getByLabel('Input cost/token (USD)').fill('0.003');
      await form.getByRole('button', { name: 'Detect capabilities' }).click();
      await form.getByRole('button', { name: 'Use what was found' }).waitFor();
    },
  },
  { name: 'model', path: '/demo/models/sandbox-fast', heading: 'Sandbox fast' },
  {
    name: 'model-platform',
    path: `/demo/models/${encodeURIComponent('openai/gpt-5.4')}`,
    heading: 'GPT 5.4',
  },
  {
    name: 'model-tests',
    path: '/demo/models/sandbox-429',
    heading: 'Sandbox 429',
    open: async (page) => {
      await page.getByRole('button', { name: 'Test', exact: true }).click();
      await page.getByText('Connection test failed').waitFor();
      await page.getByRole('row').filter({ hasText: 'Failed' }).first().waitFor();
    },
  },
  {
    name: 'model-changes',
    path: '/demo/models/sandbox-smart',
    heading: 'Sandbox smart',
    open: async (page) => {
      await page.getByRole('tab', { name: 'Changes' }).click();
      await page.getByRole('row').filter({ hasText: 'Added' }).waitFor();
    },
  },
  {
    name: 'model-usage',
    path: '/demo/models/sandbox-fast',
    heading: 'Sandbox fast',
    open: async (page) => {
      await page.getByRole('tab', { name: /Used by/ }).click();
      await page.getByText(/No workflow uses it|Named by/).waitFor();
    },
  },
  {
    name: 'model-delete-unused',
    rare: true,
    path: async (page) => `/${await organizationWith(page.request, 'Unused', [sandbox('Old')])}/models/old`,
    heading: 'Old',
    open: async (page) => {
      await page.getByRole('button', { name: 'Delete' }).click();
      await page.getByText('No active workflow uses it.').waitFor();
    },
  },
  {
    name: 'model-delete',
    path: async (page) => `/${(await withOldModel(page)).organization}/models/old`,
    heading: 'Old',
    open: async (page) => {
      await page.getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('combobox', { name: 'The model for all of them' }).waitFor();
    },
  },
  {
    name: 'model-delete-step-by-step',
    rare: true,
    path: async (page) => `/${(await withOldModel(page)).organization}/models/old`,
    heading: 'Old',
    open: async (page) => {
      await page.getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('radio', { name: 'Choose step by step' }).click();
      await page.getByText('Show the step').first().click();
    },
  },
  {
    name: 'model-switch-off',
    rare: true,
    path: async (page) => `/${(await withOldModel(page)).organization}/models/old`,
    heading: 'Old',
    open: async (page) => {
      await page.getByRole('switch', { name: 'Active' }).click();
      await page.getByRole('radio', { name: 'Leave them as they are' }).click();
      await page.getByText('4 steps would stop').waitFor();
    },
  },
  {
    name: 'model-narrowed',
    rare: true,
    path: async (page) => `/${(await withOldModel(page)).organization}/models/old`,
    heading: 'Old',
    open: async (page) => {
      await page.getByRole('button', { name: 'Edit' }).click();
      await page.getByRole('switch', { name: 'JSON mode' }).click();
      await page.getByRole('button', { name: 'Save model' }).click();
      await page.getByText('2 steps would stop').waitFor();
    },
  },
  {
    name: 'model-tried',
    rare: true,
    path: '/demo/models/sandbox-smart',
    heading: 'Sandbox smart',
    open: async (page) => {
      for (const extra of ['System prompt', 'Image', 'Tool', 'Reasoning'])
        await page.getByRole('button', { name: extra, exact: true }).click();
      await page.getByRole('button', { name: 'Image', exact: true }).click();
      await page.getByLabel('Prompt', { exact: true }).fill('Use the get_weather tool.');
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByText('Would call').waitFor();
      await page.getByText('First token').waitFor();
    },
  },
];

function severalProviders(page: Page): Promise<string> {
  return organizationWith(page.request, 'Several providers', [
    fireworks('Ticket sorter'),
    together('Contract viewer with a name that is longer than the room that there is for it'),
    openAi('Drawing viewer'),
  ]);
}
