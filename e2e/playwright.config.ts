import { defineConfig } from '@playwright/test';
import { browserOptions } from './browser.ts';

export default defineConfig({
  testDir: 'journeys',
  outputDir: 'test-results',
  globalSetup: './stack/global-setup.ts',
  // All journeys share one stack, and some of them disturb it.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  // The packaged browser can lose a page to a font of the machine; a journey that fails three times is a fault of ours.
  retries: 2,
  reporter: [['list']],
  use: {
    launchOptions: await browserOptions(),
    // What fails is tried again with a trace: drawing one of every journey took a third of their time.
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
  },
  projects: [
    // Uses the launcher's link up, and keeps the session for the others.
    { name: 'enter', testMatch: 'enter.spec.ts' },
    { name: 'journeys', testIgnore: ['enter.spec.ts', 'disturbed/*.spec.ts'], dependencies: ['enter'] },
    // Kills parts of the stack: nothing else runs beside or before it.
    { name: 'disturbed', testMatch: 'disturbed/**/*.spec.ts', dependencies: ['journeys'] },
  ],
});
