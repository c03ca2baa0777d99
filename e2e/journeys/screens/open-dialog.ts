import type { Locator, Page } from '@playwright/test';

/** By a button; looked at is the dialog, not the page on which its code is on its way. */
export async function openDialog(page: Page, button: Locator): Promise<void> {
  await button.first().click();
  await page.getByRole('dialog').waitFor();
}
