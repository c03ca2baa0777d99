import { readFile } from 'node:fs/promises';
import { freshMark } from './model-form.ts';
import { expect, test } from './test.ts';
import { saved } from './canvas.ts';
import { fileFromElsewhere, openImport } from './workflow-file.ts';
import { take } from './take.ts';

test('a workflow from elsewhere comes in with what is missing mapped, runs, and goes out as a file', async ({
  page,
}) => {
  const mark = freshMark();
  const text = fileFromElsewhere(`look_${mark}`, `Elsewhere ${mark}`);
  await page.goto('/demo/workflows');

  let dialog = await openImport(page, text.replace('"version": 1', '"version": 7'));
  await expect(dialog.getByRole('alert')).toContainText(
    'Line 3, column 3: This file was made by a later version',
  );
  await expect(dialog.getByRole('button', { name: 'Import the workflow' })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('button', { name: 'Import', exact: true }).click();
  dialog = page.getByRole('dialog', { name: 'Import a workflow' });
  await dialog
    .getByLabel('Workflow file')
    .setInputFiles({ name: 'elsewhere.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await expect(dialog.getByText('4 steps')).toBeVisible();
  await expect(dialog.getByText('Will be made')).toBeVisible();
  await dialog.getByRole('combobox', { name: 'In place of Elsewhere Large' }).click();
  await page.getByRole('combobox', { name: 'Search models' }).fill('Sandbox fast');
  await page.getByRole('option', { name: /^Sandbox fast/ }).click();
  // What has just closed gives the focus back: a list that opens before that would close again.
  await expect(dialog.getByRole('combobox', { name: 'In place of Elsewhere Large' })).toBeFocused();
  await dialog.getByRole('combobox', { name: 'In place of Orders of elsewhere' }).click();
  await take(page.getByRole('option', { name: /^Choose later/ }));
  await dialog.getByRole('button', { name: 'Import the workflow' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Elsewhere ${mark}`);
  // What was left open says so at its step, and is chosen there.
  await page.getByRole('group', { name: 'call', exact: true }).first().click();
  const details = page.getByRole('complementary', { name: 'Details' });
  await expect(details.getByText(/connection of this step does not exist/)).toBeVisible();
  await details.getByRole('combobox', { name: 'Connection' }).click();
  await take(page.getByRole('option', { name: /^None/ }));
  await saved(page);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await details.getByLabel('Text').fill('three small boats');
  await details.getByRole('button', { name: 'Run the draft' }).click();
  await expect(details.getByRole('status').getByText('Succeeded')).toBeVisible();

  await page.getByRole('button', { name: 'Workflow actions' }).click();
  const coming = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Export' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe(`elsewhere-${mark}.json`);
  const file = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(file).toMatchObject({ patchbay: 'workflow', models: { 'sandbox-fast': { needs: ['toolUse'] } } });
  expect(Object.keys(file.tools)).toEqual([`look_${mark}`]);

  await page.getByRole('button', { name: 'Workflow actions' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Duplicate' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Copy of Elsewhere ${mark}`);
  for (const deed of ['Archive', 'Restore']) {
    await page.getByRole('button', { name: 'Workflow actions' }).click();
    await page.getByRole('menuitem', { name: deed }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: deed }).click();
    await expect(page.getByText('Read only', { exact: true })).toHaveCount(deed === 'Archive' ? 1 : 0);
  }
});

test('an empty canvas offers three templates and leads to all; one of them runs at once', async ({
  page,
}) => {
  const mark = freshMark();
  await page.goto('/demo/workflows');
  await page.getByRole('button', { name: 'New workflow' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New workflow' });
  await expect(dialog.getByRole('radio')).toHaveCount(9);
  await dialog.getByLabel('Name').fill(`Empty ${mark}`);
  await dialog.getByRole('button', { name: 'Make the workflow' }).click();

  const offered = page.getByRole('region', { name: 'Templates' });
  await expect(offered.getByRole('listitem')).toHaveCount(3);
  await offered.getByRole('button', { name: /^See all/ }).click();
  await page
    .getByRole('dialog', { name: 'Templates' })
    .getByRole('button', { name: /^Draft, review, revise/ })
    .click();
  await expect(page.getByRole('group', { name: 'Revise', exact: true }).first()).toBeVisible();
  await saved(page);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const details = page.getByRole('complementary', { name: 'Details' });
  await details.getByLabel('Topic').fill('Tides');
  await details.getByLabel('Readers').fill('Children');
  await details.getByRole('button', { name: 'Run the draft' }).click();
  await expect(details.getByRole('status').getByText('Succeeded')).toBeVisible();
});
