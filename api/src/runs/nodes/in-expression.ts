import { evaluateExpression, ExpressionError } from '@patchbay/schema/expressions/evaluate-expression.ts';
import type { Scope } from '../execute-graph.ts';
import { StepFailed } from '../step-failed.ts';

/** An expression that cannot be worked out is the workflow's to mend: its place is named. */
export async function inExpression(text: string, scope: Scope, place: string): Promise<unknown> {
  try {
    return evaluateExpression(text, scope, place);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new StepFailed('EXPRESSION', error.message, 'Mend the expression in the step, and publish again.');
  }
}

/** An expression that decides something must give yes or no: nothing else is taken for either. */
export async function isTrue(text: string, scope: Scope, place: string): Promise<boolean> {
  const value = await inExpression(text, scope, place);
  if (typeof value === 'boolean') return value;
  throw new StepFailed(
    'EXPRESSION',
    `${place}: this gave ${JSON.stringify(value).slice(0, 100)}, neither true nor false.`,
    'Compare it, as in input.amount > 100.',
  );
}
