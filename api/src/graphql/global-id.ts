/** An id as GraphQL shows it: type and uuid, in base64. */
export type GlobalId = { type: string; id: string };

const shape = /^(?<type>\w+):(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Null for any other text. */
export function readGlobalId(text: string): GlobalId | null {
  const { type, id } = shape.exec(Buffer.from(text, 'base64').toString('utf8'))?.groups ?? {};
  return type && id ? { type, id } : null;
}

export function writeGlobalId({ type, id }: GlobalId): string {
  return Buffer.from(`${type}:${id}`).toString('base64');
}
