import { defineConfig } from '@playwright/test';
import { browserOptions } from './browser.ts';

const { args = [], ...browser } = await browserOptions();

export default defineConfig({
  testDir: 'journeys',
  outputDir: 'test-results/journeys',
  globalSetup: './stack/global-setup.ts',
  // All journeys share one stack; half of their time they wait for it.
  workers: 4,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  // The packaged browser can lose a page to a font of the machine; a journey that fails three times is a fault of ours.
  retries: 2,
  reporter: [['list']],
  use: {
    // No page is open long enough for what optimising its scripts costs.
    launchOptions: { ...browser, args: [...args, '--js-flags=--no-turbofan --no-maglev'] },
    // What fails is tried again with a trace: drawing one of every journey took a third of their time.
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
  },
  projects: [
    // Uses the launcher's link up, and keeps the session for the others.
    { name: 'enter', testMatch: 'enter.spec.ts' },
    // The longest file: whoever is free goes on with the others beside it.
    { name: 'screens', testMatch: 'screens.spec.ts', dependencies: ['enter'] },
    {
      name: 'journeys',
      testIgnore: ['enter.spec.ts', 'screens.spec.ts', 'disturbed/*.spec.ts'],
      dependencies: ['enter'],
    },
  ],
});
