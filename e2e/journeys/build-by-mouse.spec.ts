import { createWorkflow, openCanvas, saved } from './canvas.ts';
import { freshMark } from './model-form.ts';
import { expect, test } from './test.ts';
import { describeTool } from './tool.ts';

test('five steps with a branch, a tool and a JSON output are built by mouse and run', async ({ page }) => {
  const tool = `look_up_${freshMark()}`;
  await describeTool(page.request, tool);
  await openCanvas(page, await createWorkflow(page.request, { version: 1, nodes: [], edges: [] }));
  const details = page.getByRole('complementary', { name: 'Details' });
  const add = async (opener: RegExp, kind: string) => {
    await page.getByRole('button', { name: opener }).first().click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: new RegExp(`^${kind}`) })
      .click();
    await expect(details.getByRole('heading', { level: 2 })).toHaveText(kind);
  };

  await add(/^Add (step|the first step)$/, 'Input');
  await add(/^Add a step after Input/, 'Prompt');
  await details.getByRole('combobox', { name: 'Model' }).click();
  await page.getByRole('combobox', { name: 'Search models' }).fill('sandbox smart');
  await page.getByRole('option', { name: /^Sandbox smart/ }).click();
  await details.getByRole('textbox', { name: 'User prompt' }).fill(`Judge with ${tool}: {{ input.text }}`);
  await details.getByRole('radio', { name: 'JSON by a schema' }).click();
  await details.getByRole('checkbox', { name: tool }).click();

  await add(/^Add a step after Prompt/, 'Condition');
  await details.getByRole('textbox', { name: 'Yes, if' }).fill('size(prompt.json.answer) > 0');
  await add(/^Add a step after Condition/, 'Output');
  await details.getByRole('button', { name: /^Insert a value into Value/ }).click();
  await page.getByRole('menuitem', { name: /prompt\.json\.answer/ }).click();

  // The fields of a condition are a group of that name too: the step is the one on the canvas.
  await page
    .getByTestId(/^rf__node-/)
    .and(page.getByRole('group', { name: 'Condition', exact: true }))
    .click();
  await add(/^Add a step after Condition(: No)?$/, 'Output');
  await details.getByRole('textbox', { name: 'Name', exact: true }).last().fill('nothing');
  await details.getByRole('textbox', { name: 'Value' }).fill('Nothing was said.');
  await saved(page);
  await expect(page.getByRole('button', { name: /to mend/ })).toHaveCount(0);

  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await details.getByLabel('Text').fill('three small boats');
  await details.getByRole('button', { name: 'Run the draft' }).click();
  await expect(details.getByRole('status').getByText('Succeeded')).toBeVisible();
  const steps = details.getByRole('list', { name: 'Steps' });
  await expect(steps.getByRole('listitem').filter({ hasText: 'Output' }).first()).toContainText('Succeeded');
});
