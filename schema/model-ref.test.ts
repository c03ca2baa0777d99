import { expect, test } from 'vitest';
import { deriveSlug, longestSlug, parseModelReference, slugFault, slugSchema } from './model-ref.ts';

test.each([
  ['Llama 3.1 8B (internal v4)', 'llama-3-1-8b-internal-v4'],
  ['  GPT--4o  ', 'gpt-4o'],
  ['Modèle de Zoë', 'modele-de-zoe'],
  ['ＧＰＴ', 'gpt'],
  ['моя модель', ''],
  ['!!!', ''],
])('the slug of "%s" is "%s"', (displayName, slug) => {
  expect(deriveSlug(displayName)).toBe(slug);
});

test('a derived slug is never too long and never ends in a dash', () => {
  for (let length = 50; length < 90; length++) {
    const slug = deriveSlug(`${'a'.repeat(length)} b c d`);
    expect(slug.length).toBeLessThanOrEqual(longestSlug);
    expect(slugFault(slug)).toBeNull();
  }
});

test('a slug that breaks a rule is refused with a better one', () => {
  expect(slugFault('')).toContain('Enter a slug');
  expect(slugFault('a'.repeat(64))).toContain('at most 63');
  expect(slugFault('My Model')).toContain('Try "my-model"');
  expect(slugFault('a--b')).toContain('Try "a-b"');
  expect(slugFault('-a')).toContain('Try "a"');
  expect(slugFault('default')).toContain('reserved');
  expect(slugFault('llama-3-1-8b')).toBeNull();
  expect(slugFault('a\n')).not.toBeNull();
  expect(slugSchema.safeParse('openai/gpt').success).toBe(false);
});

test('a reference is "default", a platform id or a name', () => {
  expect(parseModelReference('default')).toEqual({ kind: 'default' });
  expect(parseModelReference('openai/gpt-5.4')).toEqual({ kind: 'platform', id: 'openai/gpt-5.4' });
  expect(parseModelReference('x-ai/grok-4.1-fast:free')).toEqual({
    kind: 'platform',
    id: 'x-ai/grok-4.1-fast:free',
  });
  expect(parseModelReference('sonnet')).toEqual({ kind: 'named', name: 'sonnet' });
  for (const never of ['', '/', 'a/', '/a', 'a b', 'Sonnet', 'a//b', 'x'.repeat(64)])
    expect(parseModelReference(never)).toBeNull();
});
