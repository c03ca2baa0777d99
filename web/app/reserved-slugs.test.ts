import { readdirSync } from 'node:fs';
import { reservedSlugs } from '@patchbay/schema/reserved-slugs.ts';
import { expect, test } from 'vitest';

/** The first parts of addresses below a folder of routes; folders in brackets do not show in the address. */
function firstParts(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('['))
    .flatMap(({ name }) => (name.startsWith('(') ? firstParts(`${folder}/${name}`) : [name]));
}

test('no organisation can have the address of a page as its slug', () => {
  const pages = firstParts(import.meta.dirname);
  expect(pages).toContain('sign-in');
  expect(pages.filter((page) => !reservedSlugs.has(page))).toEqual([]);
});
