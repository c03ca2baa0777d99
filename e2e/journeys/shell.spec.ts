import { watchRequests } from '../settled.ts';
import { expect, test } from './test.ts';

const chunks = '**/_next/static/chunks/**';

test('the command palette opens, finds and goes by keyboard alone', async ({ page }) => {
  const settled = watchRequests(page);
  await page.goto('/demo/settings/general');
  // What is sent along as text listens to no key yet.
  await settled();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await expect(palette).toBeVisible();
  await page.keyboard.type('invite');
  await expect(palette.getByRole('option', { selected: true })).toContainText('Members');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/demo\/settings\/members$/);
  await expect(palette).toBeHidden();

  await page.keyboard.press('Control+k');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
});

test('the theme is chosen in the menu and stays after a reload', async ({ page }) => {
  await page.goto('/demo/settings/general');
  for (const theme of ['dark', 'light']) {
    await page.getByRole('button', { name: 'Account: Admin' }).click();
    await page.getByRole('menuitemradio', { name: new RegExp(`^${theme}$`, 'i') }).click();
    await expect(page.locator('html')).toHaveClass(new RegExp(`\\b${theme}\\b`));
    await page.reload();
    await expect(page.locator('html')).toHaveClass(new RegExp(`\\b${theme}\\b`));
  }
});

test('a menu is opened, walked and left by keyboard alone', async ({ page }) => {
  await page.goto('/demo/models');
  const account = page.getByRole('button', { name: /^Account:/ });
  const menu = page.getByRole('menu', { name: /^Account:/ });

  await test.step('a key opens it at its first item, and Escape leads back', async () => {
    await account.focus();
    await page.keyboard.press('Enter');
    await expect(menu.getByRole('menuitem', { name: 'Your account' })).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(menu.getByRole('menuitemradio', { name: 'Light' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(menu).toBeHidden();
    await expect(account).toBeFocused();
  });

  await test.step('Tab closes it and goes on from its button, forwards and back', async () => {
    await page.keyboard.press('ArrowDown');
    await expect(menu.getByRole('menuitem', { name: 'Your account' })).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await expect(menu).toBeHidden();
    await page.keyboard.press('Tab');
    await expect(account).toBeFocused();
  });

  await test.step('a second click closes what the first has opened', async () => {
    await account.click();
    await expect(menu).toBeVisible();
    const { x, y } = (await account.boundingBox()) ?? { x: 0, y: 0 };
    await page.mouse.click(x + 5, y + 5);
    await expect(menu).toBeHidden();
  });
});

test('the keyboard reaches the content at once and the navigation in the order of the page', async ({
  page,
}) => {
  await page.goto('/demo/settings/general');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('General');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#content')).toBeFocused();
});

test('the section of the settings that is shown stays in sight where the window becomes narrow', async ({
  page,
}) => {
  await page.goto('/demo/settings/audit');
  const here = page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Audit' });
  await expect(here).toBeInViewport();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(here).toBeInViewport({ ratio: 1 });
});

test('an address without a page, and an organisation of others, are answered with a way on', async ({
  page,
}) => {
  const answer = await page.goto('/demo/there/is/nothing');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page');
  await page.getByRole('link', { name: 'Go to Patchbay' }).click();
  await expect(page).toHaveURL(/\/demo/);

  await page.goto('/somebody-elses/settings/general');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No such organisation');
  await page.getByRole('link', { name: 'See your organisations' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account');
});

test('what is fetched when it is first opened leaves the page as it is, and comes by itself once there is a connection', async ({
  page,
}) => {
  const settled = watchRequests(page);
  await page.goto('/demo/settings/api-keys');
  await settled();
  // How toasts look, so that they can be shown without a connection.
  await page.waitForResponse(chunks);
  let away = true;
  await page.route(chunks, (route) => (away ? route.abort() : route.continue()));
  await page.getByRole('button', { name: 'New key' }).first().click();
  const told = page.getByRole('region', { name: 'Notifications' });
  await expect(told.getByText('Something cannot be shown yet')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  away = false;
  await expect(page.getByRole('dialog', { name: 'New API key' })).toBeVisible();
});
