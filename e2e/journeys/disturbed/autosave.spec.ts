import { processOf } from '../../stack/running-stack.ts';
import { chain, createWorkflow, openCanvas, saved, savedGraph } from '../canvas.ts';
import { expect, test } from '../test.ts';

test('nothing typed is lost when the api is killed while the draft is being saved', async ({ page }) => {
  const workflow = await createWorkflow(page.request, chain(1));
  await openCanvas(page, workflow);
  await page.getByRole('group', { name: 'Prompt 1', exact: true }).click();
  const field = page
    .getByRole('complementary', { name: 'Details' })
    .getByRole('textbox', { name: 'User prompt' });
  await field.fill('Before. ');
  process.kill(processOf('api'), 'SIGKILL');
  await field.press('End');
  await field.pressSequentially('While it was gone.', { delay: 40 });
  await saved(page);
  const { nodes } = await savedGraph(page.request, workflow);
  expect(JSON.stringify(nodes)).toContain('Before. While it was gone.');
});
