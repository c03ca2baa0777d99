import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Pothos and Apollo load graphql's two builds; one copy must serve both.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    globalSetup: ['src/test/global-setup.ts'],
    setupFiles: ['src/test/quick-passwords.ts'],
    // Programs that tests start begin a third sooner.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, '../node_modules/.cache/node') },
    include: ['src/**/*.test.ts', '../schema/**/*.test.ts'],
    // A pattern without `../` does not reach what lies beside this folder: libraries bring tests of their own.
    exclude: ['**/node_modules/**', '../**/node_modules/**'],
    pool: 'forks',
    // Loading the same modules again for each of 150 files took a third of the round. Each file has a database of its own.
    isolate: false,
    // Twice the cores of a small machine: many tests wait for processes that they have started or killed.
    maxWorkers: 4,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
