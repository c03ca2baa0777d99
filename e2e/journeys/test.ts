import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { adminSession, runningStack } from '../stack/running-stack.ts';

export { expect };

/** Nobody signed in. */
export const signedOut = { cookies: [], origins: [] };

type Browsing = { context: BrowserContext; page: Page; complaints: string[] };

/** Each journey begins signed in as the admin and fails where a page complains or asks another origin for anything. */
export const test = base.extend<object, { browsing: Browsing }>({
  baseURL: async ({}, use) => use(runningStack().url),
  storageState: async ({}, use) => use(adminSession()),
  /** One for all journeys: a new process, which fetches and reads all scripts anew, took half of their time. */
  browsing: [
    async ({ browser }, use) => {
      const { url } = runningStack();
      const context = await browser.newContext({ baseURL: url });
      await use({ context, page: await context.newPage(), complaints: watch(context, url) });
      await context.close();
    },
    { scope: 'worker' },
  ],
  context: async ({ browsing: { context, complaints }, storageState }, use) => {
    await context.setStorageState(storageState ?? signedOut);
    complaints.length = 0;
    await use(context);
    expect(complaints).toEqual([]);
  },
  page: async ({ browsing, context }, use) => {
    if (browsing.page.isClosed()) browsing.page = await context.newPage();
    const { page } = browsing;
    await page.setViewportSize({ width: 1280, height: 720 });
    await use(page);
    await Promise.all(context.pages().map((other) => (other === page ? leave(page) : other.close())));
  },
});

/**
 * Nothing of what was done in it is left for the next but the process: for a page of no origin the browser ends it, and
 * whoever comes next reads all scripts anew.
 */
async function leave(page: Page): Promise<void> {
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.removeAllListeners(undefined, { behavior: 'ignoreErrors' });
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  await page.evaluate(() => sessionStorage.clear()).catch(() => {});
  await page.context().setOffline(false);
  await page.goto('/icon.svg');
}

/** Collects what must never happen on a page: errors, violations of its policy, requests that leave its origin. */
export function watch(context: BrowserContext, origin: string): string[] {
  const complaints: string[] = [];
  context.on('weberror', (error) => complaints.push(`uncaught: ${error.error().message}`));
  context.on('console', (message) => {
    // The browser's own line about an answer such as 401: journeys provoke refusals, and look at what the page says.
    const isRefusal = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isRefusal) complaints.push(`console: ${message.text()}`);
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.origin !== origin)
      complaints.push(`left its origin: ${url.href}`);
  });
  return complaints;
}
