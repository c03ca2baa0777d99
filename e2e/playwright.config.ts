import { defineConfig } from '@playwright/test';
import { browserOptions } from './browser.ts';

export default defineConfig({
  testDir: 'journeys',
  outputDir: 'test-results',
  globalSetup: './stack/global-setup.ts',
  // All share one stack: journeys go one after the other, and beside them the screens, which change nothing of theirs.
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  // The packaged browser can lose a page to a font of the machine; a journey that fails three times is a fault of ours.
  retries: 2,
  reporter: [['list']],
  use: {
    launchOptions: await browserOptions(),
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  projects: [
    // Uses the launcher's link up, and keeps the session for the others.
    { name: 'enter', testMatch: 'enter.spec.ts' },
    {
      name: 'journeys',
      testIgnore: ['enter.spec.ts', 'screens.spec.ts', 'disturbed/*.spec.ts'],
      workers: 1,
      dependencies: ['enter'],
    },
    { name: 'screens', testMatch: 'screens.spec.ts', workers: 1, dependencies: ['enter'] },
    // Kills parts of the stack: nothing else runs beside or before it.
    { name: 'disturbed', testMatch: 'disturbed/**/*.spec.ts', dependencies: ['journeys', 'screens'] },
  ],
});
