import type { APIRequestContext, Page } from '@playwright/test';
import { askGraphql } from './graphql.ts';
import { addWorkflow, chainInSight, publish } from './policy.ts';
import { deleteModel, organizationWith, sandbox } from './registry.ts';
import { tabTo } from './tab-to.ts';
import { expect, test } from './test.ts';

test('by keyboard alone a model that is used is deleted with another in its place, what was published meanwhile is caught, and runs go on', async ({
  page,
}) => {
  const organization = await organizationWith(page.request, 'Retire', [
    sandbox('Old'),
    sandbox('House'),
    sandbox('Spare'),
  ]);
  const first = await livingOn('old', page.request, organization, 'Ticket triage');

  await page.goto(`/${organization}/models/old`);
  const deletes = page.getByRole('button', { name: 'Delete' });
  const dialog = page.getByRole('dialog', { name: 'Delete Old?' });
  const replaces = dialog.getByRole('button', { name: 'Replace and delete' });
  await deletes.press('Enter');
  await expect(dialog.getByRole('region', { name: 'Who uses it' })).toContainText('Ticket triage');
  await page.keyboard.press('Escape');
  await expect(deletes, 'who thinks better of it is back where he was').toBeFocused();
  await page.keyboard.press('Enter');
  const model = dialog.getByRole('combobox', { name: 'The model for all of them' });
  await expect(model).toHaveValue('House');
  await tabTo(model);
  await page.keyboard.type('Spare');
  await expect(page.getByRole('option')).toHaveText([/^Spare/]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(model).toHaveValue('Spare');
  await tabTo(replaces);

  const late = await livingOn('old', page.request, organization, 'Late comer');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Its use has changed meanwhile')).toBeVisible();
  await expect(dialog.getByText('Late comer: Prompt 1 (live)')).toBeVisible();
  await expect(dialog.getByText('2 active workflows use it')).toBeVisible();
  await tabTo(replaces);
  await page.keyboard.press('Enter');
  const said = page.getByRole('region', { name: 'Notifications' });
  await expect(said.getByText('Old is deleted, and replaced in 2 workflows')).toBeVisible();

  for (const workflow of [first, late]) {
    await page.goto(`/${organization}/runs/${await run(page.request, organization, workflow)}?step=p1`);
    await expect(page.getByText('Succeeded').first()).toBeVisible();
    await expect(page.getByText('Spare').first()).toBeVisible();
  }
});

test('where it cannot be found out who uses a model, that is said, and it is asked for again', async ({
  page,
}) => {
  const organization = await organizationWith(page.request, 'Retire', [sandbox('Old')]);
  await page.goto(`/${organization}/models/old`);
  await page.route('**/graphql', (route, request) =>
    request.postData()?.includes('repointPlan') ? route.abort() : route.continue(),
  );
  await page.getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete Old?' });
  await expect(dialog.getByText('Who uses it could not be found out')).toBeVisible();
  await page.unroute('**/graphql');
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await expect(dialog.getByText('No active workflow uses it.')).toBeVisible();
});

test('without another in its place its runs fail, and say how to mend that', async ({ page }) => {
  const organization = await organizationWith(page.request, 'Mend', [sandbox('Old'), sandbox('House')]);
  const workflow = await livingOn('old', page.request, organization, 'Ticket triage');
  await deleteModel(page.request, organization, 'old');

  await page.goto(`/${organization}/workflows`);
  await expect(page.getByText('1 step fails')).toBeVisible();
  await page.getByRole('tab', { name: 'Needs attention (1)' }).click();
  await expect(page.getByRole('link', { name: 'Replace the model of Prompt 1' })).toBeVisible();

  await page.goto(`/${organization}/runs/${await run(page.request, organization, workflow)}`);
  await expect(page.getByText('Old was deleted.').first()).toBeVisible();
  await page.getByRole('link', { name: 'Choose another model' }).click();
  await expect(page.getByText('Live, no model answers this step any more')).toBeVisible();
  // The address leads there for as long as nothing else is chosen.
  await page.reload();
  await chooseInOpenPicker(page, 'House');
  await expect(page).not.toHaveURL(/step=/);
  await expect(page.getByText('The draft names another model')).toBeVisible();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish version 2' }).click();
  await expect(page.getByText('Live, no model answers this step any more')).toBeHidden();
});

/** Nobody has clicked on anything: the step is selected, and the list is open. */
async function chooseInOpenPicker(page: Page, model: string): Promise<void> {
  await expect(page.getByText('Live, no model answers this step any more')).toBeVisible();
  await page
    .getByRole('option', { name: new RegExp(model) })
    .first()
    .click();
}

async function livingOn(
  model: string,
  request: APIRequestContext,
  organization: string,
  name: string,
): Promise<string> {
  const id = await addWorkflow(request, organization, chainInSight([model]), name);
  await publish(request, organization, id);
  return id;
}

/** Gives the id of a run of the live version, ready for an address. */
async function run(request: APIRequestContext, organization: string, workflowId: string): Promise<string> {
  const { startRun } = await askGraphql<{ startRun: { run: { id: string } } }>(
    request,
    `mutation ($workflowId: ID!) {
      startRun(input: { workflowId: $workflowId, input: { text: "Hello" }, idempotencyKey: "after its model was gone" }) {
        ... on StartRunPayload { run { id } }
      }
    }`,
    { workflowId },
    organization,
  );
  return encodeURIComponent(startRun.run.id);
}
