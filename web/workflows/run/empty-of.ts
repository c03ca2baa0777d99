import type { Shape } from '@patchbay/schema/shape.ts';

/** The least value of a shape: something to begin with for whoever writes one by hand. */
export function emptyOf(shape: Shape): unknown {
  switch (shape.kind) {
    case 'text':
      return '';
    case 'number':
      return 0;
    case 'boolean':
      return false;
    case 'list':
      return [];
    case 'record':
      return Object.fromEntries(Object.entries(shape.fields).map(([name, inner]) => [name, emptyOf(inner)]));
    case 'any':
      return null;
  }
}
