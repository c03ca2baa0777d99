import { expect, test } from 'vitest';
import { modelPath } from './model-path';

test('the id of a platform model is one part of a path, whatever it holds', () => {
  expect(modelPath('demo', 'openai/gpt-5.4')).toBe('/demo/models/openai%2Fgpt-5.4');
  expect(modelPath('demo', 'legal-llama')).toBe('/demo/models/legal-llama');
});
