import { randomBytes } from 'node:crypto';
import { withMember } from './member.ts';
import { expect, signedOut, test } from './test.ts';

test('who follows an invitation joins, and a role that is changed takes effect at once', async ({
  browser,
  page,
}) => {
  // A name of its own: the journey can be walked again on the same stack.
  const name = `Noor ${randomBytes(3).toString('hex')}`;
  await page.goto('/demo/settings/members');
  await page.getByRole('button', { name: 'Invite' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Invite to the organisation' });
  await dialog.getByLabel('Email').fill(`${name.replace(' ', '.').toLowerCase()}@example.org`);
  await dialog.getByRole('button', { name: 'Make the invitation' }).click();
  const link = await dialog.locator('code').innerText();
  await dialog.getByRole('button', { name: 'Done' }).click();

  const newcomer = await browser.newContext({ storageState: signedOut });
  const theirs = await newcomer.newPage();
  await theirs.route('**/auth/invitation/look', (route) => route.abort(), { times: 1 });
  await theirs.goto(link);
  await expect(theirs.getByText('Whether your link works is not known yet.')).toBeVisible();
  await theirs.getByRole('button', { name: 'Try again' }).click();
  await expect(theirs.getByRole('heading', { level: 1 })).toContainText('Join Demonstration');
  await expect(theirs).not.toHaveURL(/#/);
  await theirs.getByLabel('Your name').fill(name);
  await theirs.getByLabel('Password').fill('three small boats');
  await theirs.getByRole('button', { name: 'Create the account and join' }).click();
  await expect(theirs.getByRole('button', { name: `Account: ${name}` })).toBeVisible();
  // The way in goes on to its page by itself: another address is for when it has arrived.
  await theirs.waitForURL(/\/demo\//);
  await theirs.waitForLoadState('networkidle');
  await theirs.goto('/demo/settings/audit');
  await expect(theirs.getByText('Only admins see the audit')).toBeVisible();

  await page.reload();
  const row = page.getByRole('table', { name: 'Members' }).getByRole('row', { name: new RegExp(name) });
  await expect(row).toContainText('Member');
  await row.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Make admin' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Make admin' }).click();
  await expect(page.getByText(`${name} is an admin`)).toBeVisible();

  await theirs.reload();
  await expect(theirs.getByRole('table', { name: 'Audit events' })).toBeVisible();

  await row.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: `Remove ${name}` })
    .click();
  await expect(page.getByText(`${name} is removed`)).toBeVisible();
  await theirs.goto('/demo/settings/general');
  await expect(theirs.getByRole('heading', { name: 'No such organisation' })).toBeVisible();
  await newcomer.close();
});

test('an invitation works once', async ({ browser, page }) => {
  await page.goto('/demo/settings/members');
  await page.getByRole('button', { name: 'Invite' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Invite to the organisation' });
  await dialog.getByLabel('Email').fill('once@example.org');
  await dialog.getByRole('button', { name: 'Make the invitation' }).click();
  const link = await dialog.locator('code').innerText();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Withdraw the invitation of once@example.org' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Withdraw' }).click();
  await expect(page.getByText('The invitation is withdrawn')).toBeVisible();

  const late = await browser.newContext({ storageState: signedOut });
  const theirs = await late.newPage();
  await theirs.goto(link);
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('This invitation does not work');
  await late.close();
});

test('a member reads the settings and is offered no change', async ({ browser }) => {
  await withMember(browser, async ({ page, name }) => {
    await page.goto('/demo/settings/general');
    await expect(page.getByLabel('Name')).toBeDisabled();
    await expect(page.getByText('Only an admin can change this.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);

    await page.goto('/demo/settings/members');
    await expect(page.getByRole('row', { name: new RegExp(name) })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Invite' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: /^Actions for Admin/ })).toHaveCount(0);

    await page.goto('/demo/settings/projects');
    await expect(page.getByText('You are in no project yet')).toBeVisible();
    await expect(page.getByRole('button', { name: 'New project' })).toHaveCount(0);

    await page.goto('/demo/settings/audit');
    await expect(page.getByText('Only admins see the audit')).toBeVisible();
    await page.goto('/demo/settings/system');
    await expect(page.getByText('Only admins see the state of the system')).toBeVisible();
  });
});

test("a reset link, handed on by an admin, sets a person's new password", async ({ browser, page }) => {
  await withMember(browser, async ({ name, email, page: theirs }) => {
    await page.goto('/demo/settings/members');
    await page.getByRole('button', { name: `Actions for ${name}` }).click();
    await page.getByRole('menuitem', { name: 'Password reset link' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Make the link' }).click();
    const link = await dialog.locator('code').innerText();

    await theirs.goto(link);
    await theirs.getByLabel('New password').fill('four quiet rivers');
    await theirs.getByRole('button', { name: 'Save the password' }).click();
    await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('Your password is changed');
    await theirs.goto('/sign-in');
    await theirs.getByLabel('Email').fill(email);
    await theirs.getByLabel('Password').fill('four quiet rivers');
    await theirs.getByRole('button', { name: 'Sign in' }).click();
    await expect(theirs.getByRole('button', { name: `Account: ${name}` })).toBeVisible();
  });
});
