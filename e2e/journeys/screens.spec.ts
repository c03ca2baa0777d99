import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { watchRequests } from '../settled.ts';
import { screens } from './screens/index.ts';
import { expect, signedOut, test } from './test.ts';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const widths = [1440, 390];
const themes = ['light', 'dark'] as const;
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

type Variant = { width: number; theme: (typeof themes)[number] };
const everyVariant: Variant[] = widths.flatMap((width) => themes.map((theme) => ({ width, theme })));

/** Set to a folder, it gets a picture of every screen in every variant. */
const picturesDir = process.env.SCREENSHOTS;
/** `npm run screens` looks at every screen in every variant; the suite at both widths, one theme by turns, axe at one. */
const thorough = process.env.SCREENS === 'all' || picturesDir !== undefined;
const title = thorough
  ? 'is accessible, and nothing overflows or fails to load, wide and narrow, light and dark'
  : 'is accessible, and nothing overflows or fails to load, wide and narrow';

const lookedThrough = screens.filter(({ rare }) => thorough || !rare);

for (const [index, screen] of lookedThrough.entries()) {
  const byTurns: Variant[] = widths.map((width) => ({ width, theme: themes[index % 2] ?? 'light' }));
  const lookedAt = byTurns[(index >> 1) % 2];

  test.describe(screen.name, () => {
    if (screen.signedOut) test.use({ storageState: signedOut });

    test(title, async ({ page }) => {
      const failed: string[] = [];
      page.on('response', (response) => {
        if (response.status() >= 400 && response.status() !== screen.status)
          failed.push(`${response.status()} ${response.url()}`);
      });
      const settled = watchRequests(page);
      await page.goto(typeof screen.path === 'string' ? screen.path : await screen.path(page));
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(screen.heading);
      await settled();
      await screen.open?.(page);

      for (const variant of thorough ? everyVariant : byTurns) {
        const { width, theme } = variant;
        await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        await expect(page.locator('html')).toHaveClass(new RegExp(`\\b${theme}\\b`));
        await settle(page);
        const name = `${screen.name} ${width} ${theme}`;
        if (picturesDir) {
          await page.screenshot({
            path: `${picturesDir}/${name.replaceAll(' ', '-')}.png`,
            fullPage: !screen.open,
          });
        }
        expect(await overflow(page), `${name} overflows to the right`).toEqual([]);
        // Between the themes nothing differs but colours.
        const rules = thorough && theme === 'dark' ? 'colours' : 'all';
        if (thorough || variant === lookedAt)
          expect(await violations(page, rules), `${name} is accessible`).toEqual([]);
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

async function violations(page: Page, rules: 'all' | 'colours'): Promise<string[]> {
  // By itself: the package that wraps it reads it in three times, and tells of what is in order, too.
  await page.evaluate(axe.source);
  return page.evaluate(
    async (runOnly) => {
      const found = await window.axe.run({ runOnly, resultTypes: ['violations'] });
      return found.violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${help} at ${target.join(' ')}\n${failureSummary}`),
      );
    },
    rules === 'all' ? wcag : ['color-contrast'],
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
