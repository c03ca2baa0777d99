/** Failures of the step's own words, which another model would not mend. */
const ofTheStep = new Set(['TEMPLATE', 'EXPRESSION', 'CANCELLED', 'INTERNAL', 'INTERRUPTED']);

/** Whether another model could mend a failure of a step. */
export function isOfModel(kind: string, code: string): boolean {
  return kind === 'prompt' && !ofTheStep.has(code);
}
