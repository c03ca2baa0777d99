import { randomUUID } from 'node:crypto';
import { readGlobalId, writeGlobalId } from '../graphql/global-id.ts';
import type { Variables } from './client.ts';

const uuidShape = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** The same variables, with ids that nothing has. Null where they hold no id: then they name nothing of anybody. */
export function withUnknownIds(variables: Variables): Variables | null {
  const unknown = JSON.parse(JSON.stringify(variables), (_key, value: unknown) => {
    const known = typeof value === 'string' ? readGlobalId(value) : null;
    return known ? writeGlobalId({ type: known.type, id: randomUUID() }) : value;
  });
  return JSON.stringify(unknown) === JSON.stringify(variables) ? null : unknown;
}

/** An answer without what differs between any two: ids and instants. */
export function apartFromIds(text: string): string {
  return text
    .replace(/"[A-Za-z0-9+/]{40,}={0,2}"/g, (quoted) =>
      readGlobalId(quoted.slice(1, -1)) ? '"<id>"' : quoted,
    )
    .replace(uuidShape, '<uuid>')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<instant>');
}
