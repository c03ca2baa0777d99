import { randomBytes } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { runningStack } from '../stack/running-stack.ts';
import { askGraphql } from './graphql.ts';
import { take } from './take.ts';

export const sandboxUrl = () => `http://127.0.0.1:${runningStack().basePort + 7}/v1`;

export const freshMark = () => randomBytes(3).toString('hex');

/** Opens the form for a new model of a server of one's own. */
export async function openAddForm(page: Page): Promise<Locator> {
  if (!page.url().endsWith('/demo/models')) await page.goto('/demo/models');
  await page.getByRole('button', { name: 'Add custom model' }).click();
  const form = page.getByRole('dialog', { name: 'Add custom model' });
  await chooseProvider(page, form, 'OpenAI-compatible');
  return form;
}

export async function chooseProvider(page: Page, form: Locator, label: string): Promise<void> {
  await form.getByRole('combobox', { name: 'Provider', exact: true }).fill(label);
  await take(page.getByRole('option', { name: new RegExp(`^${label}`) }));
}

export async function signInBy(page: Page, form: Locator, method: string): Promise<void> {
  await form.getByLabel('Authentication Method').click();
  await take(page.getByRole('option', { name: new RegExp(method) }));
}

/** Adds a model of the sandbox, as a script would, and answers with its slug. */
export async function addSandboxModel(page: Page, name: string, providerModelId: string): Promise<string> {
  const { addCustomModel } = await askGraphql<{ addCustomModel: { model: { reference: string } } }>(
    page.request,
    `mutation ($input: AddCustomModelInput!) {
      addCustomModel(input: $input) { ... on AddCustomModelPayload { model { reference } } }
    }`,
    {
      input: {
        displayName: name,
        untested: true,
        setup: {
          provider: 'openai-compatible',
          providerModelId,
          fields: [
            { name: 'baseUrl', value: sandboxUrl() },
            { name: 'apiKey', value: 'a-key-that-the-sandbox-takes-4321' },
          ],
        },
      },
    },
  );
  return addCustomModel.model.reference;
}
