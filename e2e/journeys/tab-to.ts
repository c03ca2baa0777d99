import { expect, type Locator } from '@playwright/test';

/** As whoever has no mouse gets there. */
export async function tabTo(control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  for (let press = 0; press < 60; press += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await control.page().keyboard.press('Tab');
  }
  await expect(control).toBeFocused();
}
