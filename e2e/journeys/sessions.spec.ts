import { runningStack } from '../stack/running-stack.ts';
import { withMember } from './member.ts';
import { expect, signedOut, test } from './test.ts';

test('a password signs in and leads to the page that was asked for; signing out ends the session', async ({
  browser,
}) => {
  await withMember(browser, async ({ name, email, password, page }) => {
    await page.goto('/demo/settings/members');
    await page.getByRole('button', { name: `Account: ${name}` }).click();
    await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
    await expect(page).toHaveURL(/\/sign-in$/);

    await page.goto('/demo/settings/projects');
    await expect(page).toHaveURL(/\/sign-in\?return=/);
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password').fill('not this one');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText('The email address or the password is wrong.')).toBeVisible();

    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(/\/demo\/settings\/projects$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Projects');
  });
});

test('signing out everywhere ends the sessions in other browsers too', async ({ browser }) => {
  await withMember(browser, async ({ email, password, page }) => {
    const elsewhere = await browser.newContext({ storageState: signedOut });
    const other = await elsewhere.newPage();
    await other.goto('/sign-in');
    await other.getByLabel('Email').fill(email);
    await other.getByLabel('Password').fill(password);
    await other.getByRole('button', { name: 'Sign in' }).click();
    await expect(other).toHaveURL(/\/demo\//);

    await page.goto('/account');
    await expect(page.getByText('This one')).toBeVisible();
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page
      .getByRole('alertdialog', { name: 'Sign out everywhere?' })
      .getByRole('button', { name: 'Sign out everywhere' })
      .click();
    await expect(page).toHaveURL(/\/sign-in$/);

    await other.goto('/demo/settings/general');
    await expect(other).toHaveURL(/\/sign-in/);
    await elsewhere.close();
  });
});

test('a session can be ended from another one, which goes on', async ({ browser }) => {
  const { url } = runningStack();
  await withMember(browser, async ({ email, password, page, context }) => {
    const elsewhere = await browser.newContext({ storageState: signedOut });
    const signedIn = await elsewhere.request.post('/auth/sign-in/email', {
      headers: { origin: url },
      data: { email, password },
    });
    expect(signedIn.status()).toBe(200);
    await page.goto('/account');
    await page.getByRole('button', { name: /^End the session of/ }).click();
    await expect(page.getByText('The session is ended')).toBeVisible();
    expect(await (await elsewhere.request.get('/auth/get-session')).json()).toBeNull();
    expect(await (await context.request.get('/auth/get-session')).json()).not.toBeNull();
    await elsewhere.close();
  });
});
