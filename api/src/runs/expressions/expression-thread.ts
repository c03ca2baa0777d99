// Works out expressions that others wrote, where nothing but this thread suffers from them.
import { parentPort } from 'node:worker_threads';
import { evaluateExpression, ExpressionError } from '@patchbay/schema/expressions/evaluate-expression.ts';
import type { Question, ThreadAnswer } from './evaluate-safely.ts';

parentPort?.on('message', ({ text, scope, place }: Question) => {
  parentPort?.postMessage(answerTo(text, scope, place));
});
parentPort?.postMessage('ready');

function answerTo(text: string, scope: Question['scope'], place: string): ThreadAnswer {
  try {
    return { value: evaluateExpression(text, scope, place) };
  } catch (error) {
    if (error instanceof ExpressionError) return { fault: error.message };
    return { fault: `${place}: this could not be worked out.` };
  }
}
