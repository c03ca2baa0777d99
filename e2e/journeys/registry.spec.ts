import type { Page } from '@playwright/test';
import { fireworks, openAi, organizationWith, together } from './registry.ts';
import { expect, test } from './test.ts';

/** The links of the rows, in their order. */
const names = (page: Page) => page.getByRole('table', { name: 'Models' }).locator('.row-link');

test('what a list is narrowed to stands in its address: it can be sent on, and the back button takes each step back', async ({
  page,
}) => {
  const slug = await organizationWith(page.request, 'Narrowed', [
    fireworks('Contract reader'),
    fireworks('Ticket sorter'),
    together('Contract viewer'),
    openAi('Drawing viewer'),
  ]);
  await page.goto(`/${slug}/models`);
  await expect(page.getByText(/^\d+ models$/)).toBeVisible();

  await page.getByRole('search').getByText('Custom', { exact: true }).click();
  await expect(page).toHaveURL(/\?type=custom$/);
  await expect(page.getByText(/^4 of \d+ models$/)).toBeVisible();

  await page.getByRole('button', { name: 'Can' }).click();
  await page.getByRole('menuitemcheckbox', { name: /^Vision\s*2$/ }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/type=custom&capability=vision$/);
  await expect(names(page)).toHaveText(['Contract viewer', 'Drawing viewer']);

  const search = page.getByRole('searchbox', { name: 'Search models' });
  await search.pressSequentially('contract');
  await expect(names(page)).toHaveText(['Contract viewer']);
  await expect(page).toHaveURL(/capability=vision&search=contract$/);
  await expect(page.getByText(/^1 of \d+ models$/)).toBeVisible();
  await expect(search).toBeFocused();

  await page.reload();
  await expect(search).toHaveValue('contract');
  await expect(names(page)).toHaveText(['Contract viewer']);
  await page.getByRole('link', { name: 'Contract viewer' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Contract viewer');

  await page.goBack();
  await expect(names(page)).toHaveText(['Contract viewer']);
  await page.goBack();
  await expect(search).toHaveValue('');
  await expect(names(page)).toHaveText(['Contract viewer', 'Drawing viewer']);
  await page.goBack();
  await expect(page).toHaveURL(/\?type=custom$/);
  await expect(names(page)).toHaveCount(4);
});

test('where nothing meets the filters, each says what the list would show without it', async ({ page }) => {
  const slug = await organizationWith(page.request, 'Filtered', [fireworks('Reader'), together('Viewer')]);
  await page.goto(`/${slug}/models?provider=fireworks&capability=vision&search=reader`);
  await expect(page.getByText('No model meets all of these filters')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Without “reader” still none' })).toBeVisible();
  await page.getByRole('button', { name: 'Without capability Vision 1 model' }).click();
  await expect(names(page)).toHaveText(['Reader']);
  await expect(page).toHaveURL(/\?provider=fireworks&search=reader$/);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL(/\/models$/);
  await expect(page.getByText(/^\d+ models$/)).toBeVisible();
});

test('a long list is read on as one goes down, draws only what is near, and is walked by keyboard', async ({
  page,
}) => {
  const many = Array.from({ length: 130 }, (_, index) =>
    fireworks(`Model ${String(index).padStart(3, '0')}`),
  );
  const slug = await organizationWith(page.request, 'Long', many);
  await page.goto(`/${slug}/models?type=custom`);
  const table = page.getByRole('table', { name: 'Models' });
  await expect(table).toHaveAttribute('aria-rowcount', '131');
  await expect(table.getByRole('row', { name: /Model 000/ })).toHaveAttribute('aria-rowindex', '2');
  expect(await names(page).count()).toBeLessThan(80);

  await names(page).first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('link', { name: 'Model 001' })).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('link', { name: 'Model 099' })).toBeFocused();
  // The end of what was read is where the next page begins.
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(page.getByRole('link', { name: 'Model 129' })).toBeFocused({ timeout: 500 });
  }).toPass();
  await expect(table.getByRole('row', { name: /Model 129/ })).toBeInViewport();
  await expect(page.getByRole('link', { name: 'Model 000' })).toHaveCount(0);

  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Model 129');
  await page.goBack();
  await expect(page.getByRole('link', { name: 'Model 129' })).toBeInViewport();

  await page.getByRole('link', { name: 'Model 129' }).focus();
  await page.keyboard.press('Home');
  await expect(page.getByRole('link', { name: 'Model 000' })).toBeFocused();
  await page.keyboard.press('PageDown');
  await expect(page.getByRole('link', { name: 'Model 000' })).not.toBeFocused();
});
