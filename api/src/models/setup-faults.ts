import type { z } from 'zod';
import { InvalidInputError } from '../errors.ts';

export function fault(field: string, message: string): InvalidInputError {
  return new InvalidInputError([{ path: ['setup', field], message }]);
}

export function fieldFault(name: string, message: string): InvalidInputError {
  return new InvalidInputError([{ path: ['setup', 'fields', name], message }]);
}

export function parseSetup<T>(shape: z.ZodType<T>, given: unknown): T {
  return parse(shape, given, ['setup']);
}

export function parseFields<T>(shape: z.ZodType<T>, given: unknown): T {
  return parse(shape, given, ['setup', 'fields']);
}

function parse<T>(shape: z.ZodType<T>, given: unknown, prefix: readonly string[]): T {
  const read = shape.safeParse(given);
  if (read.success) return read.data;
  throw new InvalidInputError(
    read.error.issues.map(({ path, message }) => ({ path: [...prefix, ...path.map(String)], message })),
  );
}
