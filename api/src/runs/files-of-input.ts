import type { FileKind } from '@patchbay/schema/file-types.ts';
import type { InputField } from '@patchbay/schema/nodes/input.ts';

/** What stands in the fields for files: the ids of uploads, as far as they are texts. */
export function filesOfInput(fields: readonly InputField[], given: Record<string, unknown>): string[] {
  return fields
    .filter(({ type }) => isFile(type))
    .map(({ name }) => given[name])
    .filter((value) => typeof value === 'string');
}

export function isFile(type: InputField['type']): type is FileKind {
  return type === 'image' || type === 'document';
}
