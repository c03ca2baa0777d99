import { chain, createWorkflow, openCanvas, saved, writePin } from './canvas.ts';
import { redPhoto } from './every-kind.ts';
import { expect, test } from './test.ts';

/** Asks for a photo, and shows it to the model. */
function withPhoto() {
  const { nodes, ...rest } = chain(1);
  const photo = { name: 'photo', label: 'Photo', type: 'image' };
  const attachments = [{ reference: 'input.photo', kind: 'image' }];
  return {
    ...rest,
    nodes: nodes.map((node) => {
      if (node.kind === 'input') return { ...node, data: { fields: [photo] } };
      if (node.kind !== 'prompt') return node;
      return { ...node, data: { model: 'sandbox-fast', user: 'What is it?', attachments } };
    }),
  };
}

test('a photo is chosen in the form of a run, sent along, and seen by the model', async ({ page }) => {
  await openCanvas(page, await createWorkflow(page.request, withPhoto()));
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const details = page.getByRole('complementary', { name: 'Details' });
  const start = details.getByRole('button', { name: 'Run the draft' });
  await start.click();
  const field = details.getByRole('group', { name: 'Photo' });
  await expect(field.getByRole('alert')).toHaveText('This is required.');

  const file = details.locator('input[type=file]');
  await file.setInputFiles({ ...redPhoto, buffer: Buffer.alloc(0) });
  await expect(field.getByRole('alert')).toHaveText('“red.png” is empty.');
  await file.setInputFiles(redPhoto);
  await expect(field.getByRole('button', { name: 'Remove red.png' })).toBeVisible();
  await start.click();
  await expect(details.getByRole('status').getByText('Succeeded')).toBeVisible();
  await expect(details.getByText(/The image is red\./).first()).toBeVisible();

  // From afar its way is drawn in one stroke: from the input over the prompt to the end.
  const way = page.locator('.far-edges.taken');
  await page.locator('.react-flow').hover();
  await expect(async () => {
    await page.mouse.wheel(0, 200);
    await expect(way).toHaveAttribute('d', /^(M[^M]+){2}$/, { timeout: 500 });
  }).toPass();
});

test('a step runs alone on what is pinned before it, and a run does not run what is pinned', async ({
  page,
}) => {
  await openCanvas(page, await createWorkflow(page.request, chain(2)));
  const details = page.getByRole('complementary', { name: 'Details' });
  const output = details.getByRole('region', { name: 'Output' });
  await page.getByRole('group', { name: 'Prompt 1', exact: true }).click();
  await writePin(page, '{"text": 7}');
  const dialog = page.getByRole('dialog', { name: 'Pin an output to Prompt 1' });
  await expect(dialog.getByText('"p1.text" is 7 where a text is put out.')).toBeVisible();
  await dialog.getByLabel('Output as JSON').fill('{"text": "Pinned by hand"}');
  await dialog.getByRole('button', { name: 'Pin the output' }).click();
  await expect(output.getByText('Pinned output')).toBeVisible();
  await saved(page);

  await page.getByRole('group', { name: 'Prompt 2', exact: true }).click();
  await output.getByRole('button', { name: 'Run this step' }).click();
  await expect(output.getByText('Pinned by hand').first()).toBeVisible();
  await output.getByRole('button', { name: 'Pin output' }).click();
  await expect(output.getByText('Pinned output')).toBeVisible();

  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(details.getByText('2 steps have a pinned output, which is used')).toBeVisible();
  await details.getByLabel('Text').fill('three small boats');
  await details.getByRole('button', { name: 'Run the draft' }).click();
  await expect(details.getByRole('status').getByText('Succeeded')).toBeVisible();
  await expect(
    details.getByRole('region', { name: 'Progress' }).getByText('Pinned by hand').first(),
  ).toBeVisible();

  await page.getByRole('group', { name: 'Prompt 1', exact: true }).click();
  await output.getByRole('button', { name: 'Unpin' }).click();
  await expect(output.getByText('Pinned output')).toBeHidden();
});
