import { fileTypes, isMediaType, listFileTypes } from '@patchbay/schema/file-types.ts';
import { type InputField, inputFieldTypes } from '@patchbay/schema/nodes/input.ts';
import { InvalidInputError, type Issue } from '../errors.ts';
import type { Upload } from '../uploads/upload.ts';
import { isFile } from './files-of-input.ts';

/** The values that a run starts with, checked field by field; all faults are told together. */
export function checkRunInput(
  fields: readonly InputField[],
  given: Record<string, unknown>,
  /** By the ids under which the input names them; those of other projects are not among them. */
  uploads: ReadonlyMap<string, Upload> = new Map(),
): Record<string, unknown> {
  const known = new Set(fields.map(({ name }) => name));
  const issues: Issue[] = Object.keys(given)
    .filter((name) => !known.has(name))
    .map((name) => ({ path: ['input', name], message: `This workflow has no input "${name}".` }));

  const values: Record<string, unknown> = {};
  for (const field of fields) {
    const value = given[field.name] ?? null;
    const upload = isFile(field.type) && typeof value === 'string' ? uploads.get(value) : undefined;
    const fault = faultOf(field, value) ?? (isFile(field.type) && value ? fileFault(field, upload) : null);
    if (fault) issues.push({ path: ['input', field.name], message: fault });
    values[field.name] = upload ? upload.asValue() : value;
  }
  if (issues.length > 0) throw new InvalidInputError(issues);
  return values;
}

function faultOf(field: InputField, value: unknown): string | null {
  const label = field.label || field.name;
  if (value === null || value === '') return field.required ? `"${label}" is required.` : null;
  if (!fits(field, value)) return `"${label}" must be ${expected(field)}.`;
  return canBeStored(value)
    ? null
    : `"${label}" holds NUL or half of a surrogate pair. Remove that character.`;
}

function fileFault({ type, label, name }: InputField, upload: Upload | undefined): string | null {
  if (!upload) return `"${label || name}": there is no such file in this project. Upload it again.`;
  const { mediaType } = upload;
  if (!isFile(type) || (isMediaType(mediaType) && fileTypes[mediaType].kind === type)) return null;
  return `"${label || name}" must be ${type === 'image' ? 'an image' : 'a document'} (${listFileTypes(type)}); “${upload.name}” is none.`;
}

function fits({ type, choices }: InputField, value: unknown): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return typeof value === 'string' && choices.includes(value);
    case 'date':
      return (
        typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) && !Number.isNaN(Date.parse(value))
      );
    // The id of an upload; starting the run puts the file's description in its place.
    case 'image':
    case 'document':
      return typeof value === 'string';
    case 'json':
      return true;
  }
}

/** PostgreSQL's JSON has no place for two things that JavaScript's has. By whole escapes: an escaped backslash is none. */
function canBeStored(value: unknown): boolean {
  const escapes = JSON.stringify(value).matchAll(/\\(u0000|ud[89a-f]..|.)/g);
  return escapes.every(([escape]) => escape.length === 2);
}

function expected({ type, choices }: InputField): string {
  if (type === 'choice') return `one of: ${choices.join(', ')}`;
  if (type === 'date') return 'a date such as 2026-01-31';
  if (type === 'boolean') return 'true or false';
  if (type === 'image' || type === 'document') return 'the id of an uploaded file';
  return `a ${inputFieldTypes[type].label.toLowerCase()}`;
}
