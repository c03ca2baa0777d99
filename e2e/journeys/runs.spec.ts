import { adminSession } from '../stack/running-stack.ts';
import { chainOf } from '../stack/chain.ts';
import { askGraphql } from './graphql.ts';
import { organizationWith, sandbox } from './registry.ts';
import { askingGraph, runOf } from './run.ts';
import { expect, test } from './test.ts';

const priced = (displayName: string, providerModelId: string, price: string) => ({
  ...sandbox(displayName),
  providerModelId,
  inputCost: price,
  outputCost: price,
});

test('the primary is asked too often: the fallback answers, and the receipt tells so, and at what price', async ({
  page,
}) => {
  const organization = await organizationWith(page.request, 'Receipts', [
    priced('Busy', 'sandbox-429', '0.000001'),
    priced('Spare', 'sandbox-fast', '0.000003'),
  ]);
  await askGraphql(
    page.request,
    `mutation { updateModelPolicy(input: { expectedRevision: 0, change: { default: "busy", fallback: "spare" } }) {
      ... on Error { message } } }`,
    {},
    organization,
  );
  await page.goto(await runOf(page.request, organization, chainOf(['busy'])));
  await expect(page.getByRole('status').getByText('Succeeded')).toBeVisible();
  await page.getByRole('treeitem', { name: /Prompt 1/ }).click();
  await expect(page).toHaveURL(/step=p1/);
  const step = page.getByRole('region', { name: 'Prompt 1' });
  const lines = step.getByRole('region', { name: 'Attempts' }).getByRole('listitem');
  await expect(lines).toHaveCount(2);
  await expect(lines.first()).toContainText('busy');
  await expect(lines.first()).toContainText('called too often');
  await expect(lines.last()).toContainText('Answered');
  await expect(step.getByText(/spare answered in place of busy\. It cost \$[\d.]+ more/)).toBeVisible();
  await expect(step.getByRole('region', { name: 'Prompt', exact: true })).toContainText('Step 1: hello');
  // Its two calls stand on the axis, too; by keyboard.
  await page.getByRole('tree').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('treeitem', { name: /2\. spare/ })).toBeVisible();

  // The list finds it by who was asked, and its link leads to the same list.
  await page.goto(`/${organization}/runs`);
  await page.getByRole('button', { name: 'Model: Any model' }).click();
  await page.getByRole('menuitemradio', { name: 'busy' }).click();
  await expect(page).toHaveURL(/model=busy/);
  await page.reload();
  await expect(page.getByRole('row').filter({ hasText: 'spare' })).toContainText('and another asked');
  await page.getByRole('slider').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/from=.*to=/);
});

test('a run waits for a person: somebody finds it in their approvals, decides, and it goes on', async ({
  page,
  browser,
}) => {
  const organization = await organizationWith(page.request, 'Asks', []);
  await page.goto(await runOf(page.request, organization, askingGraph, 'a newsletter'));
  await expect(page.getByRole('status').getByText('Waiting')).toBeVisible();

  const elsewhere = await browser.newContext({ storageState: adminSession() });
  const other = await elsewhere.newPage();
  await other.goto(new URL(`/${organization}/runs`, page.url()).href);
  await other.getByRole('link', { name: /^Approvals/ }).click();
  await expect(other.getByText('Send "a newsletter" to everybody?')).toBeVisible();
  await other.getByLabel('Comment').fill('Go ahead');
  await other.getByRole('button', { name: 'Approve' }).click();
  await expect(other.getByText('Approved').or(other.getByText('Nothing waits for you'))).toBeVisible();
  await elsewhere.close();

  await expect(page.getByRole('status').getByText('Succeeded')).toBeVisible();
  await expect(page.getByRole('region', { name: 'The run' })).toContainText('approved: Go ahead');
});

test('a failed run is mended by another model, from the step that failed', async ({ page }) => {
  const organization = await organizationWith(page.request, 'Mends', [
    { ...sandbox('Broken'), providerModelId: 'sandbox-refuses' },
    sandbox('Sound'),
  ]);
  await page.goto(await runOf(page.request, organization, chainOf(['sound', 'broken'])));
  await expect(page.getByRole('button', { name: 'Retry from the failed step' })).toBeVisible();
  await page.getByRole('treeitem', { name: /Prompt 2/ }).click();
  await page.getByRole('button', { name: 'Run again from here' }).click();
  const dialog = page.getByRole('dialog', { name: 'Run again from Prompt 2' });
  await dialog.getByRole('combobox', { name: 'Model' }).click();
  await page.getByRole('option', { name: /^Sound/ }).click();
  const before = page.url();
  await dialog.getByRole('button', { name: 'Run again' }).click();
  await expect(page).not.toHaveURL(before);
  await expect(page.getByRole('status').getByText('Succeeded')).toBeVisible();
  // The step before was not paid for twice.
  await page.getByRole('treeitem', { name: /Prompt 1/ }).click();
  await expect(page.getByRole('link', { name: 'an earlier run' })).toBeVisible();
});

test('a run goes again on another output of a step before, and from the beginning on another input', async ({
  page,
}) => {
  const organization = await organizationWith(page.request, 'Again', [sandbox('Sound')]);
  await page.goto(await runOf(page.request, organization, chainOf(['sound', 'sound'])));
  await expect(page.getByRole('status').getByText('Succeeded')).toBeVisible();
  await page.getByRole('treeitem', { name: /Prompt 2/ }).click();
  await page.getByRole('button', { name: 'Run again from here' }).click();
  const fromStep = page.getByRole('dialog', { name: 'Run again from Prompt 2' });
  await fromStep.getByRole('button', { name: 'Change the output of Prompt 1' }).click();
  const output = fromStep.getByRole('textbox', { name: 'Output of Prompt 1' });
  await output.fill('Other words');
  const before = page.url();
  await fromStep.getByRole('button', { name: 'Run again' }).click();
  await expect(fromStep.getByText(/^This is not JSON/)).toBeVisible();
  await output.fill('{"text": "Other words"}');
  await fromStep.getByRole('button', { name: 'Run again' }).click();
  await expect(page).not.toHaveURL(before);
  await expect(page.getByRole('status').getByText('Succeeded')).toBeVisible();
  await page.getByRole('treeitem', { name: /Prompt 1/ }).click();
  const first = page.getByRole('region', { name: 'Prompt 1' });
  await expect(first).toContainText('this output was pinned');
  await expect(first).toContainText('Other words');

  await page.getByRole('button', { name: 'Run again', exact: true }).click();
  const anew = page.getByRole('dialog', { name: 'Run again from the beginning' });
  const subject = anew.getByRole('textbox');
  await expect(subject, 'what it was started with').toHaveValue('hello');
  await subject.fill('');
  await anew.getByRole('button', { name: 'Run again' }).click();
  await expect(anew.getByText('This is required.')).toBeVisible();
  await subject.fill('tea');
  await expect(anew.getByText('This is required.')).toBeHidden();
  const again = page.url();
  await anew.getByRole('button', { name: 'Run again' }).click();
  await expect(page).not.toHaveURL(again);
  await page.getByRole('treeitem', { name: /Prompt 1/ }).click();
  await expect(page.getByRole('region', { name: 'Prompt', exact: true })).toContainText('Step 1: tea');
});

test('a cap of cost stops a run, and an admin lets it go on', async ({ page }) => {
  const organization = await organizationWith(page.request, 'Caps', [
    priced('Dear', 'sandbox-fast', '0.001'),
  ]);
  await askGraphql(
    page.request,
    'mutation { updateBudget(input: { limits: { cost: "0.01" } }) { ... on Error { message } } }',
    {},
    organization,
  );
  await page.goto(await runOf(page.request, organization, chainOf(['dear'])));
  await expect(page.getByText('A budget stopped this run')).toBeVisible();
  await page.getByRole('button', { name: 'Raise the budget' }).click();
  const dialog = page.getByRole('dialog', { name: 'Raise the budget' });
  await dialog.getByLabel('Cost in USD').fill('50');
  await dialog.getByRole('button', { name: 'Let it go on' }).click();
  await expect(page.getByRole('status').getByText('Succeeded')).toBeVisible();
});

test('a link is followed although the page has something to note in its address still', async ({ page }) => {
  const organization = await organizationWith(page.request, 'Notes', [sandbox('Sound')]);
  await page.goto(await runOf(page.request, organization, chainOf(['sound'])));
  const step = page.getByRole('treeitem', { name: /^Prompt 1/ });
  const link = page.getByRole('link', { name: 'Draft of Chain' });
  // Longer than the page waits before it notes something.
  await page.route('**/workflows/*_rsc=*', async (route) => {
    await page.waitForTimeout(500);
    await route.continue();
  });
  // As quickly as two fingers could.
  await step.evaluate(
    (row: HTMLElement, away) => {
      row.click();
      setTimeout(() => (away as HTMLElement).click(), 30);
    },
    await link.elementHandle(),
  );
  await expect(page.getByRole('application', { name: 'Canvas' })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\?step=p1$/);
  await expect(page.getByRole('heading', { level: 2, name: 'Prompt 1' })).toBeVisible();
});
