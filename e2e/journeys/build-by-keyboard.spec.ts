import { createWorkflow, openCanvas, saved } from './canvas.ts';
import { freshMark } from './model-form.ts';
import { tabTo } from './tab-to.ts';
import { expect, test } from './test.ts';
import { describeTool } from './tool.ts';

test('five steps with a branch, a tool and a JSON output are built by keyboard alone and run', async ({
  page,
}) => {
  const tool = `look_up_${freshMark()}`;
  await describeTool(page.request, tool);
  await openCanvas(page, await createWorkflow(page.request, { version: 1, nodes: [], edges: [] }));
  const details = page.getByRole('complementary', { name: 'Details' });
  const { keyboard } = page;
  const card = (name: string) => page.getByRole('group', { name, exact: true });

  const add = async (key: string, kind: string, name = kind) => {
    await keyboard.press(key);
    await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused();
    await keyboard.type(kind);
    await keyboard.press('Enter');
    await expect(card(name)).toBeFocused();
  };
  const edit = async () => {
    await keyboard.press('Enter');
    await expect(details.getByRole('button', { name: 'Remove the step' })).toBeFocused();
  };
  /** A list of completions closes first. */
  const leave = async (name: string) => {
    await keyboard.press('Escape');
    if (!(await card(name).evaluate((element) => element === document.activeElement)))
      await keyboard.press('Escape');
    await expect(card(name)).toBeFocused();
  };

  await add('n', 'Input');
  await add('a', 'Prompt');
  await edit();
  await tabTo(details.getByRole('combobox', { name: 'Model' }));
  await keyboard.press('ArrowDown');
  await expect(page.getByRole('combobox', { name: 'Search models' })).toBeFocused();
  await keyboard.type('sandbox smart');
  await expect(page.getByRole('option')).toHaveCount(1);
  await keyboard.press('Enter');
  await expect(details.getByRole('combobox', { name: 'Model' })).toContainText('Sandbox smart');
  await tabTo(details.getByRole('textbox', { name: 'User prompt' }));
  await keyboard.type(`Judge with ${tool}: {{inp`);
  await expect(page.getByRole('option', { name: /input\.text/ })).toBeVisible();
  // In its first moment the list takes no Enter: it may have been meant for the text.
  await page.waitForTimeout(150);
  await keyboard.press('Enter');
  await expect(details.getByRole('textbox', { name: 'User prompt' })).toContainText('{{ input.text }}');
  await tabTo(details.getByRole('radio', { name: 'Text' }));
  await keyboard.press('ArrowDown');
  await tabTo(details.getByRole('checkbox', { name: tool }));
  await keyboard.press('Space');
  await leave('Prompt');

  await add('a', 'Condition');
  await edit();
  await tabTo(details.getByRole('textbox', { name: 'Yes, if' }));
  await keyboard.type('size(prompt.json.answer) > 0');
  await leave('Condition');

  await add('a', 'Output');
  await edit();
  await tabTo(details.getByRole('textbox', { name: 'Value' }));
  await keyboard.type('{{ prompt.json.answer }}');
  await leave('Output');
  await keyboard.press('ArrowLeft');
  await expect(card('Condition')).toBeFocused();
  await add('a', 'Output', 'Output 2');
  await edit();
  await tabTo(details.getByRole('textbox', { name: 'Name', exact: true }).last());
  await keyboard.type('nothing');
  await tabTo(details.getByRole('textbox', { name: 'Value' }));
  await keyboard.type('Nothing was said.');
  await leave('Output 2');
  await saved(page);
  await expect(page.getByRole('button', { name: /to mend/ })).toHaveCount(0);

  await keyboard.press('ControlOrMeta+Enter');
  await tabTo(details.getByLabel('Text'));
  await keyboard.type('three small boats');
  await keyboard.press('ControlOrMeta+Enter');
  await expect(details.getByRole('status').getByText('Succeeded')).toBeVisible();
});
