import type { InputField } from '@patchbay/schema/nodes/input.ts';
import { type FileValue, isFileValue } from '../../files/file-value.ts';
import { readJson } from './read-json.ts';

/** What a field of the form holds: text as it was typed, a tick, or a file; one that is on its way is told by its name. */
export type Typed = string | boolean | FileValue | { arriving: string };

/** The values of a run, read from what was typed; or what is wrong, by field. The server checks again. */
export function readRunInput(
  fields: readonly InputField[],
  typed: Readonly<Record<string, Typed>>,
): { input: Record<string, unknown>; faults: Record<string, string> } {
  const input: Record<string, unknown> = {};
  const faults: Record<string, string> = {};
  for (const field of fields) {
    const given = typed[field.name] ?? (field.type === 'boolean' ? false : '');
    if (given === '') {
      if (field.required) faults[field.name] = 'This is required.';
      continue;
    }
    const read = valueOf(field, given);
    if (read.fault === undefined) input[field.name] = read.value;
    else faults[field.name] = read.fault;
  }
  return { input, faults };
}

/** What the server says is wrong, by field. */
export function faultsOfInput(fieldErrors: Readonly<Record<string, string>>): Record<string, string> {
  const of = 'input.';
  return Object.fromEntries(
    Object.entries(fieldErrors).flatMap(([path, message]) =>
      path.startsWith(of) ? [[path.slice(of.length), message]] : [],
    ),
  );
}

/** The form as it was filled in for these values. */
export function typedOf(fields: readonly InputField[], input: unknown): Record<string, Typed> {
  const values = typeof input === 'object' && input !== null ? new Map(Object.entries(input)) : new Map();
  return Object.fromEntries(
    fields.flatMap(({ name, type }) => {
      const value: unknown = values.get(name);
      return value == null ? [] : [[name, textOf(type, value)]];
    }),
  );
}

function textOf(type: InputField['type'], value: unknown): Typed {
  if (type === 'json') return JSON.stringify(value, null, 2);
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  return isFileValue(value) ? value : typeof value === 'number' ? String(value) : JSON.stringify(value);
}

function valueOf({ type }: InputField, typed: Typed): { value?: unknown; fault?: string } {
  if (typeof typed === 'boolean') return { value: typed };
  if (typeof typed === 'object')
    return 'arriving' in typed
      ? { fault: `“${typed.arriving}” is still on its way. Run when it has arrived.` }
      : { value: typed.id };
  if (type === 'number') {
    const value = Number(typed);
    return Number.isFinite(value) ? { value } : { fault: `"${typed}" is not a number.` };
  }
  if (type !== 'json') return { value: typed };
  return readJson(typed);
}
