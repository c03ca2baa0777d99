import { freshMark } from './model-form.ts';
import { choose, openPolicy, review, save, workflowOf } from './policy.ts';
import { organizationWith, sandbox } from './registry.ts';
import { expect, test } from './test.ts';
import { take } from './take.ts';

test('a parent offers its models; the child inherits them, sets its own, and inherits again', async ({
  page,
}) => {
  const parent = await organizationWith(page.request, 'Parent', [sandbox('House'), sandbox('Spare')]);
  await openPolicy(page, parent);
  await page.getByRole('button', { name: 'Set our own' }).click();
  await choose(page, 'Default', 'House');
  await choose(page, 'Fallback', 'Spare');
  await page.getByRole('checkbox', { name: 'Offer the same models to sub-organisations' }).click();
  const offer = await review(page);
  await expect(offer.getByRole('listitem').filter({ hasText: 'Default:' })).toContainText('House');
  await save(page, offer);

  const child = `Child ${freshMark()}`;
  await page.getByRole('link', { name: 'Sub-organisations' }).click();
  await page.getByRole('button', { name: 'New sub-organisation' }).first().click();
  await page.getByRole('dialog').getByLabel('Name').fill(child);
  await page.getByRole('button', { name: 'Make the sub-organisation' }).click();
  const row = page.getByRole('row').filter({ hasText: child });
  await expect(row).toContainText('None of its own');

  await page.getByRole('button', { name: /^Organisation:/ }).click();
  await page.getByRole('menuitem', { name: child }).click();
  const slug = child.toLowerCase().replaceAll(' ', '-');
  await page.waitForURL(`**/${slug}/**`);
  await openPolicy(page, slug);
  await expect(page.getByText(/Both are inherited from Parent/)).toBeVisible();
  await expect(page.getByText(/It is the organization default, inherited/)).toBeVisible();

  await page.getByRole('button', { name: 'Set our own' }).click();
  await choose(page, 'Default', 'GPT 5 Mini');
  await save(page, await review(page));
  await expect(page.getByRole('combobox', { name: 'Default' })).toHaveValue('GPT 5 Mini');
  await page.goto(`/${parent}/settings/sub-organizations`);
  await expect(row).toContainText('Its own');

  await openPolicy(page, slug);
  await page.getByRole('button', { name: 'Inherit again' }).click();
  const back = await review(page);
  await expect(back.getByRole('listitem').filter({ hasText: 'Default:' })).toContainText('None of our own');
  await save(page, back);
  await expect(page.getByText(/Both are inherited from Parent/)).toBeVisible();
});

test('what is wrong stands at its field, and what somebody else saved meanwhile is shown beside what was typed', async ({
  page,
  context,
}) => {
  const organization = await organizationWith(page.request, 'Faults', [sandbox('House'), sandbox('Spare')]);
  await openPolicy(page, organization);
  await page.getByRole('checkbox', { name: 'Only use our custom models' }).click();
  await page.getByRole('button', { name: 'Review and save' }).click();
  await expect(page.getByText(/is a platform model, and the default/)).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Only use our custom models' })).toBeFocused();

  await page.getByRole('button', { name: 'Set our own' }).click();
  await choose(page, 'Default', 'House');
  await page.getByRole('button', { name: 'sonnet' }).click();
  await page.getByRole('textbox', { name: 'Alias 1' }).fill('spare');
  await choose(page, 'The model of spare', 'House');
  await page.getByRole('button', { name: 'Review and save' }).click();
  await expect(page.getByText('"spare" is the slug of a custom model. Choose another alias.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Alias 1' }).fill('sonnet');
  const mine = await review(page);

  const other = await context.newPage();
  await openPolicy(other, organization);
  await other.getByRole('radio', { name: 'The organisation default', exact: true }).click();
  await save(other, await review(other));
  await other.close();

  await mine.getByRole('button', { name: 'Save' }).click();
  const bar = page.getByRole('region', { name: 'Unsaved changes' });
  await expect(bar.getByText('Somebody else has saved the model policy meanwhile')).toBeVisible();
  await expect(bar.getByRole('listitem')).toHaveText(/Who answers in place of a model:/);
  await bar.getByRole('button', { name: 'Keep my changes on top' }).click();
  await save(page, await review(page));
  await expect(page.getByRole('radio', { name: 'The organisation default', exact: true })).toBeChecked();
  await expect(page.getByRole('combobox', { name: 'Default' })).toHaveValue('House');
});

test('an alias is chosen in a step, which then follows where the alias leads', async ({ page }) => {
  const organization = await organizationWith(page.request, 'Aliases', [sandbox('House'), sandbox('Spare')]);
  const workflow = await workflowOf(page.request, organization, ['house']);
  await openPolicy(page, organization);
  await page.getByRole('button', { name: 'sonnet' }).click();
  await choose(page, 'The model of sonnet', 'Spare');
  await save(page, await review(page));

  await page.goto(workflow);
  await page.locator('.react-flow__node').nth(1).click();
  await page.getByRole('combobox', { name: 'Model' }).click();
  await page.getByRole('option', { name: 'sonnet Stands for Spare.' }).click();
  await page.getByText('Who would answer?').click();
  const panel = page.getByRole('complementary', { name: 'Details' }).getByRole('list').first();
  await expect(panel.getByRole('listitem').first()).toContainText('Spare');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();

  await openPolicy(page, organization);
  await choose(page, 'The model of sonnet', 'House');
  const moved = await review(page);
  await expect(moved.getByRole('list').getByText('Another model')).toBeVisible();
  await expect(moved.getByText('Spare → House')).toBeVisible();
  await save(page, moved);
  await page.goto(workflow);
  await page.getByRole('button', { name: 'Who answers each step' }).click();
  const answers = page.getByRole('dialog', { name: 'Who answers each step' });
  await expect(answers.getByRole('listitem').first()).toContainText('House');
});

test('a default can be neither switched off nor deleted, and the way to the policy is shown', async ({
  page,
}) => {
  const organization = await organizationWith(page.request, 'Held', [sandbox('House'), sandbox('Spare')]);
  await openPolicy(page, organization);
  await page.getByRole('button', { name: 'Set our own' }).click();
  await choose(page, 'Default', 'House');
  await save(page, await review(page));

  await page.goto(`/${organization}/models/house`);
  await expect(page.getByText('This model is the organisation default')).toBeVisible();
  await page.getByRole('switch', { name: 'Active' }).click();
  const off = page.getByRole('dialog', { name: 'Switch off House?' });
  await off.getByRole('button', { name: 'Switch off' }).click();
  await expect(off.getByText(/Choose another default under Settings > Models first/)).toBeVisible();
  await off.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('switch', { name: 'Active' })).toBeChecked();

  await page.getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete House?' });
  await dialog.getByRole('button', { name: 'Delete model' }).click();
  await expect(dialog.getByText(/is the organization's default model/)).toBeVisible();
  await dialog.getByRole('link', { name: 'Settings > Models' }).click();
  await expect(page.getByRole('combobox', { name: 'Default' })).toHaveValue('House');
});

test('what is being typed stays while the policy comes again', async ({ page }) => {
  const organization = await organizationWith(page.request, 'Slow', [sandbox('House'), sandbox('Spare')]);
  await openPolicy(page, organization);
  await page.getByRole('button', { name: 'Set our own' }).click();
  await choose(page, 'Default', 'House');
  await save(page, await review(page));
  await page.getByRole('link', { name: 'Sub-organisations' }).click();
  await page.getByRole('heading', { level: 1, name: 'Sub-organisations' }).waitFor();

  const held = Promise.withResolvers<void>();
  await page.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes('query ModelPolicy')) await held.promise;
    await route.continue();
  });
  await page.goBack();
  const field = page.getByRole('combobox', { name: 'Default' });
  await expect(field).toHaveValue('House');
  await field.fill('Spa');
  const answered = page.waitForResponse((answer) =>
    (answer.request().postData() ?? '').includes('query ModelPolicy'),
  );
  held.resolve();
  await (await answered).finished();
  await take(page.getByRole('option', { name: /^Spare/ }));
  await expect(field).toHaveValue('Spare');
});

test('a model stands in its field by its name from the first moment, so that nothing replaces what is typed there', async ({
  page,
}) => {
  const organization = await organizationWith(page.request, 'Slow', [sandbox('House'), sandbox('Spare')]);
  await openPolicy(page, organization);
  await page.getByRole('button', { name: 'Set our own' }).click();
  await choose(page, 'Default', 'House');
  await save(page, await review(page));

  const held = Promise.withResolvers<void>();
  await page.route('**/graphql', async (route, request) => {
    if (request.postData()?.includes('query ModelsToPick')) await held.promise;
    await route.continue();
  });
  const policy = page.waitForResponse((answer) =>
    (answer.request().postData() ?? '').includes('query ModelPolicy'),
  );
  await page.reload();
  await (await policy).finished();
  const field = page.getByRole('combobox', { name: 'Default' });
  await expect(field).toBeHidden();
  held.resolve();
  await expect(field).toBeVisible();
  expect(await field.inputValue()).toBe('House');
});
