import { parseExpression } from '@patchbay/schema/expressions/parse-expression.ts';
import { evaluateSafely } from '../expressions/evaluate-safely.ts';
import { StepFailed } from '../step-failed.ts';
import type { NodeRun } from './node-run.ts';
import { refuseSkipped } from './refuse-skipped.ts';

type Asked = Pick<NodeRun, 'graph' | 'scope' | 'organizationId'>;

/** An expression that cannot be worked out is the workflow's to mend: its place is named. */
export async function inExpression(
  text: string,
  { graph, scope, organizationId }: Asked,
  place: string,
): Promise<unknown> {
  const keys = new Set(parseExpression(text).references.map(({ path }) => path[0]));
  refuseSkipped(keys, graph, scope, place);
  // Only what it refers to goes over to where it is worked out.
  const seen = Object.fromEntries(Object.entries(scope).filter(([key]) => keys.has(key)));
  const answer = await evaluateSafely(organizationId, { text, scope: seen, place });
  if ('value' in answer) return answer.value;
  throw new StepFailed('EXPRESSION', answer.fault, 'Mend the expression in the step, and publish again.');
}

/** An expression that decides something must give yes or no: nothing else is taken for either. */
export async function isTrue(text: string, asked: Asked, place: string): Promise<boolean> {
  const value = await inExpression(text, asked, place);
  if (typeof value === 'boolean') return value;
  throw new StepFailed(
    'EXPRESSION',
    `${place}: this gave ${JSON.stringify(value).slice(0, 100)}, neither true nor false.`,
    'Compare it, as in input.amount > 100.',
  );
}
