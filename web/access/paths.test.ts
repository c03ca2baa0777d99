import { expect, test } from 'vitest';
import { safeReturnPath, signInPath } from './paths.ts';

test('after signing in one returns to the page that asked for it', () => {
  const path = signInPath('/aurora/settings/members?after=1');
  const wanted = new URL(path, 'http://patchbay.invalid').searchParams.get('return');
  expect(safeReturnPath(wanted)).toBe('/aurora/settings/members?after=1');
});

test.each([
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example',
  '\\\\evil.example',
  'javascript:alert(1)',
  '/\t/evil.example',
  '',
  undefined,
])('a link that leads elsewhere (%j) returns to the start', (wanted) => {
  expect(safeReturnPath(wanted)).toBe('/');
});
