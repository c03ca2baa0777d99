import { expect, type Locator } from '@playwright/test';

/**
 * Takes an option of a list; one of models is clicked at once. It counts once the pointer has come to it: a click can be
 * faster than that, a hand cannot.
 */
export async function take(option: Locator): Promise<void> {
  await expect(async () => {
    await option.hover({ timeout: 2_000 });
    await expect(option).toHaveAttribute('data-highlighted', { timeout: 1_000 });
  }).toPass();
  await option.click();
}
