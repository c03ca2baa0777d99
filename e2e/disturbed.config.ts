// Journeys that kill parts of the stack: on a stack of their own, and one after the other.
import { defineConfig } from '@playwright/test';
import journeys from './playwright.config.ts';

export default defineConfig({
  ...journeys,
  testDir: 'journeys',
  outputDir: 'test-results/disturbed',
  workers: 1,
  projects: [
    { name: 'enter', testMatch: 'enter.spec.ts' },
    { name: 'disturbed', testMatch: 'disturbed/*.spec.ts', dependencies: ['enter'] },
  ],
});
