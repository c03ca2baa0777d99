import { randomBytes } from 'node:crypto';
import { runningStack } from '../stack/running-stack.ts';
import { chooseProvider } from './model-form.ts';
import { expect, test } from './test.ts';

test('a newcomer adds a model by hand, wires a workflow, runs it and watches the answer stream', async ({
  page,
}) => {
  const { basePort } = runningStack();
  const mark = randomBytes(3).toString('hex');
  const [model, slug, workflow] = [`First model ${mark}`, `first-model-${mark}`, `First workflow ${mark}`];

  await page.goto('/demo/models');
  await page.getByRole('button', { name: 'Add custom model' }).click();
  const form = page.getByRole('dialog', { name: /model/i });
  await chooseProvider(page, form, 'OpenAI-compatible');
  await form.getByLabel('Base URL').fill(`http://127.0.0.1:${basePort + 7}/v1`);
  await form.getByLabel('API Key').fill('wrong');
  await form.getByLabel('Provider Model ID').fill('sandbox-chunks-40-every-100ms');
  await form.getByLabel('Display Name').fill(model);
  await expect(form.getByLabel('Slug')).toHaveValue(slug);
  await expect(form.getByRole('button', { name: 'Save model' })).toBeDisabled();
  await form.getByRole('button', { name: 'Test connection' }).click();
  await expect(form.getByText(/refused the credentials/)).toBeVisible();

  await form.getByLabel('API Key').fill('a-key-that-the-sandbox-takes');
  await form.getByRole('button', { name: 'Test connection' }).click();
  await expect(form.getByText('Connection test passed.')).toBeVisible();
  await form.getByRole('button', { name: 'Save model' }).click();
  await expect(page.getByRole('row', { name: new RegExp(model) })).toContainText(slug);

  await page.goto('/demo/workflows');
  await page.getByRole('button', { name: 'New workflow' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New workflow' });
  await dialog.getByLabel('Name').fill(workflow);
  await dialog.getByRole('radio', { name: /Blank/ }).click();
  await dialog.getByRole('button', { name: 'Make the workflow' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(workflow);

  const details = page.getByRole('complementary', { name: 'Details' });
  const addStep = async (opener: string, kind: string) => {
    await page.getByRole('button', { name: opener }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: new RegExp(`^${kind}`) })
      .click();
  };
  await addStep('Add step', 'Input');
  await addStep('Add a step after Input', 'Prompt');
  await details.getByRole('combobox', { name: 'Model' }).click();
  // At once: what is typed before the models have come is not lost.
  await page.getByRole('combobox', { name: 'Search models' }).fill(mark);
  await page.getByRole('option', { name: new RegExp(model) }).click();
  await details.getByRole('textbox', { name: 'User prompt' }).fill('Say something about {{ input.text }}.');
  await addStep('Add a step after Prompt', 'Output');
  await details.getByRole('button', { name: /^Insert a value into/ }).click();
  await page.getByRole('menuitem', { name: /prompt\.text/ }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();

  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await details.getByLabel('Text').fill('three small boats');
  await details.getByRole('button', { name: 'Run the draft' }).click();
  const steps = details.getByRole('list', { name: 'Steps' });
  const answer = steps.getByRole('listitem').filter({ hasText: 'Prompt' });
  // The beginning of the answer is there while its end is not.
  await expect(answer).toContainText('You asked');
  await expect(answer).not.toContainText('always the same');
  await expect(answer).toContainText('always the same');
  await expect(details.getByRole('status').getByText('Succeeded')).toBeVisible();

  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish version 1' }).click();
  await expect(page.getByText('Version 1 is live')).toBeVisible();

  await page.goto('/demo/runs');
  await page.getByRole('link', { name: workflow }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(workflow);
  await page.getByRole('treeitem', { name: /Prompt/ }).click();
  const attempts = page.getByRole('region', { name: 'Attempts' });
  await expect(attempts).toContainText(slug);
  await expect(attempts).toContainText('Answered');
  await expect(attempts).toContainText(/Tokens in\s*\d+/);
  await expect(page.getByText('three small boats').first()).toBeVisible();
});
