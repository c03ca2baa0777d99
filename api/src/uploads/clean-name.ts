import { type MediaType, fileTypes } from '@patchbay/schema/file-types.ts';
import { InvalidInputError } from '../errors.ts';

const longest = 200;

/**
 * The name under which a file is shown: without folders, and without characters that cannot be seen or that turn the
 * reading direction, so that no name looks like another.
 */
export function cleanName(given: string): string {
  const name = given
    .normalize('NFC')
    .split(/[\\/]/)
    .at(-1)!
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .trim();
  if (/^\.*$/.test(name))
    throw InvalidInputError.at('name', 'The file has no name that can be shown. Rename it.');
  if (name.length > longest)
    throw InvalidInputError.at(
      'name',
      `The name of the file has ${name.length} characters; at most ${longest} are kept. Rename it.`,
    );
  return name;
}

/** What is saved from here opens as what it is: an image called "page.html" is saved as "page.html.png". */
export function nameFor(name: string, mediaType: MediaType): string {
  const extensions: readonly string[] = fileTypes[mediaType].extensions;
  return extensions.includes(extensionOf(name)) ? name : `${name}.${extensions[0]}`;
}

/** In lower case; "" where it has none. */
export function extensionOf(name: string): string {
  return /\.([^.\s]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}
