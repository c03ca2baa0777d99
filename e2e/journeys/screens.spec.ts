import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { screens } from './screens.ts';
import { expect, signedOut, test } from './test.ts';

const widths = [1440, 390];
const themes = ['light', 'dark'] as const;
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Set to a folder, it gets a picture of every screen in every variant. */
const picturesDir = process.env.SCREENSHOTS;

for (const screen of screens) {
  test.describe(screen.name, () => {
    if (screen.signedOut) test.use({ storageState: signedOut });

    test('is accessible, and nothing overflows or fails to load, wide and narrow, light and dark', async ({
      page,
    }) => {
      const failed: string[] = [];
      page.on('response', (response) => {
        if (response.status() >= 400 && response.status() !== screen.status)
          failed.push(`${response.status()} ${response.url()}`);
      });
      await page.goto(typeof screen.path === 'string' ? screen.path : await screen.path(page));
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(screen.heading);
      await page.waitForLoadState('networkidle');
      await screen.open?.(page);

      for (const width of widths) {
        for (const theme of themes) {
          await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
          await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
          await expect(page.locator('html')).toHaveClass(new RegExp(`\\b${theme}\\b`));
          await settle(page);
          const variant = `${screen.name} ${width} ${theme}`;
          if (picturesDir) {
            await page.screenshot({
              path: `${picturesDir}/${variant.replaceAll(' ', '-')}.png`,
              fullPage: !screen.open,
            });
          }
          expect(await overflow(page), `${variant} overflows to the right`).toEqual([]);
          expect(await violations(page, theme), `${variant} is accessible`).toEqual([]);
        }
      }
      expect(failed).toEqual([]);
    });
  });
}

/** Until nothing moves any more: a colour in the middle of its transition has a contrast of its own. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const finite = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(finite.map((animation) => animation.finished));
  });
}

/** Between the themes nothing differs but colours. */
async function violations(page: Page, theme: (typeof themes)[number]): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const found = await (theme === 'light' ? axe.withTags(wcag) : axe.withRules('color-contrast')).analyze();
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help} at ${target.join(' ')}\n${failureSummary}`),
  );
}

/** What stands outside of the window, where the page as a whole would scroll sideways. */
function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`.slice(0, 120));
  });
}
