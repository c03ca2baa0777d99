import { nameFault } from './nodes/node-kind.ts';

/** A key for a new step: from its name, with a number where that is taken. "Summarise the text" gives summarise_the_text. */
export function keyFor(name: string, taken: ReadonlySet<string>): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+/, '')
    .slice(0, 36)
    .replace(/_$/, '');
  const base = words === '' || nameFault(words) !== null ? 'step' : words;
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? base : `${base}_${number}`;
    if (!taken.has(key)) return key;
  }
}
