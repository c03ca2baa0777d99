import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, type Page, test as base } from '@playwright/test';
import { watchRequests } from '../settled.ts';
import { adminSession, runningStack } from '../stack/running-stack.ts';
import { screens } from './screens/index.ts';
import { expect, signedOut, watch } from './test.ts';

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

type Visitor = { context: BrowserContext; complaints: string[] };

/** Two who go from screen to screen as people do: loading the scripts anew for each took half of the time. */
const test = base.extend<object, { admin: Visitor; stranger: Visitor }>({
  admin: [
    async ({ browser }, use) => {
      await use(
        await visit(() => browser.newContext({ baseURL: runningStack().url, storageState: adminSession() })),
      );
    },
    { scope: 'worker' },
  ],
  stranger: [
    async ({ browser }, use) => {
      await use(
        await visit(() => browser.newContext({ baseURL: runningStack().url, storageState: signedOut })),
      );
    },
    { scope: 'worker' },
  ],
});

async function visit(open: () => Promise<BrowserContext>): Promise<Visitor> {
  const context = await open();
  return { context, complaints: watch(context, runningStack().url) };
}

const lookedThrough = screens.filter(({ rare }) => thorough || !rare);

for (const [index, screen] of lookedThrough.entries()) {
  const byTurns: Variant[] = widths.map((width) => ({ width, theme: themes[index % 2] ?? 'light' }));
  const lookedAt = byTurns[(index >> 1) % 2];

  test.describe(screen.name, () => {
    test(title, async ({ admin, stranger }) => {
      const { context, complaints } = screen.signedOut ? stranger : admin;
      complaints.length = 0;
      const page = await context.newPage();
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
      await page.close();
      expect(complaints).toEqual([]);
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
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const found = await (rules === 'all' ? axe.withTags(wcag) : axe.withRules('color-contrast')).analyze();
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
