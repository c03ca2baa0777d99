import { test as base, expect, type BrowserContext } from '@playwright/test';
import { adminSession, runningStack } from '../stack/running-stack.ts';

export { expect };

/** Nobody signed in. */
export const signedOut = { cookies: [], origins: [] };

/** Each journey begins signed in as the admin and fails where a page complains or asks another origin for anything. */
export const test = base.extend({
  baseURL: async ({}, use) => use(runningStack().url),
  storageState: async ({}, use) => use(adminSession()),
  context: async ({ context, baseURL }, use) => {
    const complaints = watch(context, baseURL ?? '');
    await use(context);
    expect(complaints).toEqual([]);
  },
});

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
