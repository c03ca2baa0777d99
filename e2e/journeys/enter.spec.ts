import { adminSession, runningStack } from '../stack/running-stack.ts';
import { expect, signedOut, test } from './test.ts';

test.use({ storageState: signedOut });

test("the launcher's link signs in its reader once; a second use is refused and says what to do", async ({
  browser,
  page,
}) => {
  const { entryLink, url } = runningStack();
  await page.goto(entryLink);
  await expect(page).toHaveURL(`${url}/demo/settings/general`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('General');
  await expect(page.getByRole('button', { name: 'Account: Admin' })).toContainText('admin@patchbay.local');
  await page.context().storageState({ path: adminSession() });

  const stranger = await browser.newContext({ storageState: signedOut });
  const second = await stranger.newPage();
  await second.goto(entryLink);
  await expect(second.getByRole('heading', { level: 1 })).toHaveText('This link does not sign you in');
  await expect(second.getByText('Starting Patchbay again prints a fresh one')).toBeVisible();
  await second.getByRole('link', { name: 'Sign in with a password' }).click();
  await expect(second).toHaveURL(`${url}/sign-in`);
  await stranger.close();
});
