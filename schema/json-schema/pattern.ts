import { RE2JS } from 're2js';
import { remember } from '../remember.ts';

const longest = 500;

/** Linear in the text, whatever the pattern: nobody can keep a process busy with one. */
const compile = remember({ most: 500, longest }, (pattern) => RE2JS.compile(pattern));

/** Why a pattern cannot be used, as a sentence, or null. */
export function patternFault(pattern: string): string | null {
  if (pattern.length > longest) return `it has more than ${longest} characters.`;
  try {
    compile(pattern);
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be read';
    return `${reason}. Look-around and back-references do not exist here.`;
  }
}

export function fitsPattern(pattern: string, text: string): boolean {
  return compile(pattern).matcher(text).find();
}
