import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules', '.next'],
    // A process for each file would cost more than what is in it.
    isolate: false,
    testTimeout: 20_000,
  },
});
