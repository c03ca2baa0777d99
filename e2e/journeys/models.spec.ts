import { askGraphql } from './graphql.ts';
import { withMember } from './member.ts';
import {
  addSandboxModel,
  chooseProvider,
  freshMark,
  openAddForm,
  sandboxUrl,
  signInBy,
} from './model-form.ts';
import { take } from './take.ts';
import { expect, test } from './test.ts';

test('from the empty state to a saved model: its test is watched stage by stage, and what changes afterwards clears it', async ({
  page,
}) => {
  const mark = freshMark();
  const { createOrganization } = await askGraphql<{ createOrganization: { slug: string } }>(
    page.request,
    `mutation ($name: String!) {
      createOrganization(input: { name: $name }) { ... on CreateOrganizationPayload { slug } }
    }`,
    { name: `Fresh ${mark}` },
  );
  const { slug } = createOrganization;
  await page.goto(`/${slug}/models?type=custom`);
  await page.getByRole('button', { name: 'Set up OpenAI-compatible' }).click();
  const form = page.getByRole('dialog', { name: 'Add custom model' });
  await expect(form.getByRole('combobox', { name: 'Provider', exact: true })).toHaveValue(
    'OpenAI-compatible',
  );
  await form.getByLabel('Base URL').fill(sandboxUrl());
  await form.getByLabel('Provider Model ID').fill('sandbox-fast');
  await form.getByLabel('Display Name').fill('My first model');
  await expect(form.getByLabel('Model Slug')).toHaveValue('my-first-model');
  await expect(form.getByText('It is free.')).toBeVisible();
  const save = form.getByRole('button', { name: 'Save model' });
  await expect(save).toBeDisabled();
  await expect(form.getByText('Saving needs a passed test')).toBeVisible();

  await form.getByRole('button', { name: 'Test connection' }).click();
  const stages = form.getByRole('list', { name: 'Stages of the test' });
  for (const stage of ['Request sent', 'First byte', 'Answer complete'])
    await expect(stages.getByText(stage)).toBeVisible();
  await expect(form.getByText('Connection test passed.')).toBeVisible();
  await expect(form.getByText('Cost tracking requires per-token pricing')).toBeVisible();
  await expect(save).toBeEnabled();

  await form.getByLabel('Max Tokens').fill('2048');
  await expect(save).toBeDisabled();
  await expect(form.getByText('Changed since the test passed: Max Tokens.')).toBeVisible();
  await form.getByLabel('Max Tokens').fill('4096');
  await expect(save).toBeEnabled();

  await form.getByLabel('Input cost per 1M tokens (USD)').fill('0.30');
  await expect(form.getByLabel('Input cost/token (USD)')).toHaveValue('0.0000003');
  await save.click();
  await expect(form).toBeHidden();
  await page.goto(`/${slug}/models/my-first-model`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My first model');
  await expect(page.getByText('$0.3 per 1M tokens')).toBeVisible();
});

test('a wrong key and a wrong address fail clearly, at the field at fault, and keep what was typed', async ({
  page,
}) => {
  const form = await openAddForm(page);
  await form.getByLabel('Base URL').fill(sandboxUrl());
  await form.getByLabel('API Key').fill('wrong');
  await form.getByLabel('Provider Model ID').fill('sandbox-fast');
  await form.getByRole('button', { name: 'Test connection' }).click();
  await expect(form.getByText('Connection test failed')).toBeVisible();
  await expect(form.getByText(/refused the credentials/)).toBeVisible();
  await expect(form.getByText('Check the key, and that it may use this model.')).toBeVisible();
  await expect(form.getByLabel('API Key')).toHaveAttribute('aria-invalid', 'true');

  await form.getByLabel('API Key').fill('a-key-that-the-sandbox-takes');
  await form.getByLabel('Base URL').fill('http://127.0.0.1:1/v1');
  await form.getByRole('button', { name: 'Test connection' }).click();
  await expect(form.getByLabel('Base URL')).toHaveAttribute('aria-invalid', 'true');
  await expect(form.getByLabel('Base URL')).toHaveValue('http://127.0.0.1:1/v1');

  await form.getByLabel('Base URL').fill(`${sandboxUrl()}/nowhere`);
  await form.getByRole('button', { name: 'Test connection' }).click();
  await expect(form.getByText(/The sandbox knows no POST/)).toBeVisible();
  await expect(form.getByRole('button', { name: 'Save model' })).toBeDisabled();
});

test('a test that is stopped ends, and what was typed is not lost unasked', async ({ page }) => {
  const form = await openAddForm(page);
  await form.getByLabel('Base URL').fill(sandboxUrl());
  await form.getByLabel('Provider Model ID').fill('sandbox-delay-20000');
  await form.getByRole('button', { name: 'Test connection' }).click();
  await expect(form.getByText('Waiting for the first byte')).toBeVisible();
  await form.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(form.getByText('Stopped. Nothing was recorded.')).toBeVisible();

  await form.getByLabel('Provider Model ID').press('Escape');
  const asked = page.getByRole('alertdialog', { name: 'Discard what you entered?' });
  await asked.getByRole('button', { name: 'Keep editing' }).click();
  await expect(form.getByLabel('Provider Model ID')).toHaveValue('sandbox-delay-20000');
  const provider = form.getByRole('combobox', { name: 'Provider', exact: true });
  await provider.press('Escape');
  await asked.getByRole('button', { name: 'Keep editing' }).click();
  await expect(provider).toHaveValue('OpenAI-compatible');
  await form.getByRole('button', { name: 'Cancel' }).click();
  await asked.getByRole('button', { name: 'Discard' }).click();
  await expect(form).toBeHidden();
});

test('a provider with two ways of signing in asks for one of them, and keeps what was typed for the other', async ({
  page,
}) => {
  const form = await openAddForm(page);
  await chooseProvider(page, form, 'Bedrock');
  await form.getByLabel('Access Key ID').fill('AKIAIOSFODNN7EXAMPLE');
  await signInBy(page, form, 'Bearer Token');
  await expect(form.getByLabel('Access Key ID')).toBeHidden();
  await expect(form.getByLabel('Bedrock API Key', { exact: true })).toBeVisible();
  await signInBy(page, form, 'Key Pair');
  await expect(form.getByLabel('Access Key ID')).toHaveValue('AKIAIOSFODNN7EXAMPLE');
});

test('a blank secret keeps the saved one, which another address never gets; saved credentials can be reused', async ({
  page,
}) => {
  const name = `Edited ${freshMark()}`;
  const slug = await addSandboxModel(page, name, 'sandbox-fast');
  await page.goto(`/demo/models/${slug}`);
  await expect(page.getByText('****4321')).toBeVisible();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const form = page.getByRole('dialog', { name: `Edit ${name}` });
  await expect(form.getByLabel('API Key')).toHaveAttribute('placeholder', 'Leave blank to keep existing');
  await expect(form.getByLabel('Slug')).not.toBeEditable();
  await form.getByLabel('Base URL').fill('https://models.example.com/v1');
  await form.getByRole('button', { name: 'Save model' }).click();
  await expect(form.getByLabel('API Key')).toHaveAttribute('aria-invalid', 'true');

  await form.getByLabel('Base URL').fill(sandboxUrl());
  await form.getByLabel('Display Name').fill(`${name} again`);
  await form.getByRole('button', { name: 'Test connection' }).click();
  await expect(form.getByText('Connection test passed.')).toBeVisible();
  await form.getByRole('button', { name: 'Save model' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${name} again`);
  await expect(page.getByText('****4321')).toBeVisible();
  await page.getByRole('tab', { name: 'Changes' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Changed' })).toContainText(`${name} again`);

  const another = await openAddForm(page);
  await another.getByRole('combobox', { name: /Reuse saved credentials/ }).fill(`${name} again`);
  // Until the list is narrowed its lines still move.
  await expect(page.getByRole('option')).toHaveCount(1);
  await take(page.getByRole('option', { name: new RegExp(name) }));
  await expect(another.getByLabel('API Key')).toBeDisabled();
  await expect(another.getByLabel('Base URL')).toHaveAttribute('placeholder', '(Using saved credentials)');
});

test('of two admins who edit a model at once, the second is told, keeps what they typed, and sees the rest as it is now', async ({
  page,
}) => {
  const name = `Shared ${freshMark()}`;
  const slug = await addSandboxModel(page, name, 'sandbox-fast');
  await page.goto(`/demo/models/${slug}`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const form = page.getByRole('dialog', { name: `Edit ${name}` });
  await form.getByLabel('Display Name').fill(`${name} of mine`);
  const { model } = await askGraphql<{ model: { id: string } }>(
    page.request,
    'query ($slug: String!) { model(reference: $slug) { id } }',
    { slug },
  );
  await askGraphql(
    page.request,
    `mutation ($id: ID!) { updateCustomModel(input: { modelId: $id, description: "Said meanwhile." }) {
      ... on UpdateCustomModelPayload { model { id } } } }`,
    { id: model.id },
  );
  await form.getByRole('button', { name: 'Save model' }).click();
  await expect(form.getByText(/Admin has changed this model meanwhile \(Description\)\./)).toBeVisible();
  await expect(form.getByLabel('Description')).toHaveValue('Said meanwhile.');
  await expect(form.getByLabel('Display Name')).toHaveValue(`${name} of mine`);

  await form.getByRole('button', { name: 'Save model' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${name} of mine`);
  await expect(page.getByRole('main').getByText('Said meanwhile.')).toBeVisible();
});

test('the slug of a deleted model can be had again from its own provider, and that is said before', async ({
  page,
}) => {
  const name = `Gone ${freshMark()}`;
  const slug = await addSandboxModel(page, name, 'sandbox-fast');
  const { model } = await askGraphql<{ model: { id: string } }>(
    page.request,
    'query ($slug: String!) { model(reference: $slug) { id } }',
    { slug },
  );
  const remove = `mutation ($id: ID!) { deleteCustomModel(input: { modelId: $id }) { __typename } }`;
  const form = await openAddForm(page);
  await form.getByLabel('Display Name').fill(name);
  await expect(form.getByText(`Taken by “${name}”. Choose another slug.`)).toBeVisible();
  await askGraphql(page.request, remove, { id: model.id });
  // Something else in between, so that it is looked up anew.
  await form.getByLabel('Model Slug').fill(`${slug}-other`);
  await expect(form.getByText('It is free.')).toBeVisible();
  await form.getByLabel('Model Slug').fill(slug);
  await expect(form.getByText('Will be brought back')).toBeVisible();
  await chooseProvider(page, form, 'Fireworks');
  await expect(form.getByText(/a deleted model of another provider/)).toBeVisible();
});

test('a member sees a model and may look at what it can do, but neither credentials nor what changes it', async ({
  browser,
  page,
}) => {
  const slug = await addSandboxModel(page, `Shown ${freshMark()}`, 'sandbox-fast');
  await withMember(browser, async (member) => {
    await member.page.goto(`/demo/models/${slug}`);
    await expect(member.page.getByText('Only admins see them')).toBeVisible();
    await expect(member.page.getByRole('tab', { name: /Used by/ })).toBeVisible();
    for (const admins of ['Edit', 'Delete', 'Test', 'Detect'])
      await expect(member.page.getByRole('button', { name: admins, exact: true })).toBeHidden();
    for (const admins of ['Tests', 'Changes'])
      await expect(member.page.getByRole('tab', { name: admins })).toBeHidden();
    await expect(member.page.getByText('4321')).toHaveCount(0);
  });
});

test('capabilities are detected, what contradicts a toggle says so, and the toggles follow on a click only', async ({
  page,
}) => {
  const name = `Detected ${freshMark()}`;
  const slug = await addSandboxModel(page, name, 'sandbox-text');
  await page.goto(`/demo/models/${slug}`);
  await page.getByRole('button', { name: 'Detect', exact: true }).click();
  const tools = page.getByRole('listitem').filter({ hasText: 'Tool use' });
  await expect(tools.getByText('Contradicts the toggle')).toBeVisible();
  await expect(tools.getByText('On', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Detect', exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const form = page.getByRole('dialog', { name: `Edit ${name}` });
  await form.getByRole('button', { name: 'Detect capabilities' }).click();
  await form.getByRole('button', { name: 'Use what was found' }).click();
  await expect(form.getByRole('switch', { name: 'Tool use' })).not.toBeChecked();
  await expect(form.getByRole('switch', { name: 'JSON mode' })).not.toBeChecked();
  await form.getByRole('button', { name: 'Save model' }).click();
  await expect(form).toBeHidden();
  await expect(page.getByText('Contradicts the toggle')).toHaveCount(0);
});

test('a model is tried: the answer streams, what it took is told, and the prompt stays', async ({ page }) => {
  const slug = await addSandboxModel(page, `Tried ${freshMark()}`, 'sandbox-chunks-40-every-100ms');
  await page.goto(`/demo/models/${slug}`);
  const prompt = page.getByLabel('Prompt', { exact: true });
  await prompt.fill('three small boats');
  await prompt.press('Control+Enter');
  const answer = page.getByRole('region', { name: 'Answer' });
  // The beginning of the answer is there while its end is not.
  await expect(answer).toContainText('You asked');
  await expect(answer).not.toContainText('always the same');
  await expect(answer).toContainText('always the same');
  await expect(answer).toContainText(/Tokens in\s*\d+/);
  await expect(answer).toContainText('not tracked');
  await expect(prompt).toHaveValue('three small boats');

  await expect(page.getByRole('button', { name: 'Image', exact: true })).toBeDisabled();
  await expect(page.getByText('No image: Vision is off for this model.')).toBeVisible();
  await page.getByRole('button', { name: 'Tool', exact: true }).click();
  await prompt.fill('Use the get_weather tool.');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(answer).toContainText('Would call get_weather');
});

test('a model is added by keyboard alone', async ({ page }) => {
  const mark = freshMark();
  await page.goto('/demo/models');
  await page.getByRole('button', { name: 'Add custom model' }).focus();
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: 'Add custom model' });
  await expect(form.getByRole('combobox', { name: 'Provider', exact: true })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('OpenAI-comp');
  await expect(page.getByRole('option', { name: /^OpenAI-compatible/ })).toBeVisible();
  await page.keyboard.press('Enter');

  const tabTo = async (name: string) => {
    for (let steps = 0; steps < 30; steps++) {
      const focused = await page.evaluate(() => {
        const element = document.activeElement;
        const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
        return [
          element?.getAttribute('aria-label'),
          element?.textContent,
          ...labels.map((one) => one.textContent),
        ];
      });
      if (focused.some((text) => text?.startsWith(name))) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`No way leads to ${name} by keyboard.`);
  };
  await tabTo('Base URL');
  await page.keyboard.type(sandboxUrl());
  await tabTo('Provider Model ID');
  await page.keyboard.type('sandbox-fast');
  await tabTo('Display Name');
  await page.keyboard.type(`By keys ${mark}`);
  await tabTo('Test connection');
  await page.keyboard.press('Enter');
  await expect(form.getByText('Connection test passed.')).toBeVisible();
  await tabTo('Save model');
  await page.keyboard.press('Enter');
  await expect(form).toBeHidden();
  await page.goto(`/demo/models/by-keys-${mark}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`By keys ${mark}`);
});
