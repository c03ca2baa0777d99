import { expect, test } from 'vitest';
import { createModelServices } from './model-services.ts';

test('without its key ring the program does not start, and says which variable names it', () => {
  const start = () =>
    createModelServices({
      KEY_RING_FILE: '/nowhere/key-ring.json',
      EGRESS_ALLOW: '',
      SANDBOX_URL: undefined,
      OPENROUTER_API_KEY: undefined,
      PLATFORM_MODELS_FILE: undefined,
      PLATFORM_CALLS_PER_MINUTE: 120,
    });
  expect(start).toThrow(/KEY_RING_FILE.*does not exist/);
});
