import * as z from 'zod';
import { expressionLimits } from '../expressions/limits.ts';
import type { DataIssue, Place } from './node-kind.ts';

export const expressionSchema = z
  .string()
  .max(
    expressionLimits.characters,
    `An expression has at most ${expressionLimits.characters.toLocaleString('en')} characters.`,
  );

export function missingExpression(text: string, place: Place, message: string): DataIssue[] {
  return text.trim() === '' ? [{ place, message }] : [];
}
