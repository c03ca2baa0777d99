import { describeTool } from './tool.ts';
import { askGraphql } from './graphql.ts';
import { workflowOf } from './policy.ts';
import { addModel, organizationWith, sandbox } from './registry.ts';
import { expect, test } from './test.ts';

const nothing = { jsonMode: false, vision: false, toolUse: false, reasoning: false };

test('binding a tool shrinks the picker, which explains what it hides; the chosen model is never hidden', async ({
  page,
}) => {
  const plain = { ...sandbox('Plain'), capabilities: nothing };
  const organization = await organizationWith(page.request, 'Picker', [sandbox('House'), plain]);
  const workflow = await workflowOf(page.request, organization, ['plain']);
  await describeTool(page.request, 'look_up', organization);
  await page.goto(workflow);
  await page.locator('.react-flow__node').nth(1).click();
  const model = page.getByRole('combobox', { name: 'Model', exact: true });
  const search = page.getByRole('combobox', { name: 'Search models' });
  const option = (name: string) => page.getByRole('option', { name: new RegExp(`^${name}`) });
  await expect(model).toContainText('Plain');

  // What is typed before the models have come is searched for when they come; one that was saved meanwhile is there.
  await addModel(page.request, organization, sandbox('Late'));
  await model.click();
  await search.fill('lat');
  await expect(option('Late')).toBeVisible();
  await expect(search).toHaveValue('lat');
  await expect(option('House')).toHaveCount(0);
  await page.keyboard.press('Escape');

  // Its model calls no tools: the reason, and the way to one that does.
  await expect(page.getByText('Plain cannot call tools, so none can be bound.')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'look_up' })).toBeDisabled();
  await page.getByRole('button', { name: 'Choose a tool-capable model' }).click();
  await expect(page.getByText('Only with Tool use')).toBeVisible();
  await expect(option('House')).toBeVisible();
  await expect(option('Plain')).toHaveCount(0);
  await option('House').click();
  await page.getByRole('checkbox', { name: 'look_up' }).click();

  await model.click();
  await search.fill('plain');
  await expect(page.getByText('No model that this step can use matches.')).toBeVisible();
  await expect(page.getByText('1 model hidden: no tool use.')).toBeVisible();
  await page.getByRole('button', { name: 'Why?' }).click();
  const hidden = page.getByRole('region', { name: 'Hidden models' });
  await expect(hidden).toContainText('Plain cannot call tools, which the step needs: a tool is bound to it.');
  await expect(hidden.getByRole('link', { name: 'Open Plain' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();

  // Switched off elsewhere, it stays in sight, with what is wrong.
  await switchOff(page.request, organization, 'house');
  await page.reload();
  await page.locator('.react-flow__node').nth(1).click();
  await expect(model).toContainText('House');
  await expect(page.getByText(/House is switched off/).first()).toBeVisible();
});

test('models that come while one presses the button on another do not push it away', async ({ page }) => {
  const organization = await organizationWith(page.request, 'Pressed', [sandbox('House'), sandbox('Sound')]);
  await page.goto(await workflowOf(page.request, organization, ['house']));
  await page.locator('.react-flow__node').nth(1).click();
  const model = page.getByRole('combobox', { name: 'Model', exact: true });
  const sound = page.getByRole('option', { name: /^Sound/ });
  await model.click();
  await expect(sound).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sound).toHaveCount(0);

  // All stand before the one that is pressed.
  for (const name of ['Aster', 'Birch', 'Cedar']) await addModel(page.request, organization, sandbox(name));
  const release = Promise.withResolvers<void>();
  const asked = page.waitForRequest((request) => request.postData()?.includes('ModelsToPick') === true);
  await page.route('**/graphql', async (route, request) => {
    if (request.postData()?.includes('ModelsToPick')) await release.promise;
    await route.continue();
  });
  await model.click();
  await asked;
  await sound.hover();
  await page.mouse.down();
  const answered = page.waitForResponse((response) =>
    Boolean(response.request().postData()?.includes('ModelsToPick')),
  );
  release.resolve();
  await (await answered).finished();
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  await page.mouse.up();
  await expect(model).toContainText('Sound');
  await model.click();
  await expect(page.getByRole('option', { name: /^Aster/ })).toBeVisible();
});

async function switchOff(request: Parameters<typeof addModel>[0], organization: string, reference: string) {
  const { model } = await askGraphql<{ model: { id: string } }>(
    request,
    'query ($reference: String!) { model(reference: $reference) { id } }',
    { reference },
    organization,
  );
  await askGraphql(
    request,
    `mutation ($input: SetModelActiveInput!) {
      setModelActive(input: $input) { __typename }
    }`,
    { input: { modelId: model.id, active: false } },
    organization,
  );
}
