import type { FieldPath } from '@patchbay/schema/versions/node-fields.ts';

/** "data.maxTokens" as people read it: "Max tokens". */
export function nameOfField(path: FieldPath): string {
  const word = path[0] === 'data' ? path[1] : path[0];
  const words = word.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
