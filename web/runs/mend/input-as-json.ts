import { isFileValue } from '@/files/file-value';

/** What a run was started with, as it is given again: a file by its id, and what was left empty not at all. */
export function writeInput(input: unknown): string {
  const entries = typeof input === 'object' && input !== null ? Object.entries(input) : [];
  const given = entries.flatMap(([name, value]) =>
    value === null ? [] : [[name, isFileValue(value) ? value.id : value]],
  );
  return JSON.stringify(Object.fromEntries(given), null, 2);
}

export function readInput(text: string): { input: Record<string, unknown>; fault?: string } {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { input: value as Record<string, unknown> };
  } catch (error) {
    return { input: {}, fault: `This is no JSON: ${(error as Error).message}` };
  }
  return { input: {}, fault: 'Write one JSON object: a value for each field.' };
}
