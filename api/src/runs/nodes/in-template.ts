import { TemplateError } from '@patchbay/schema/templates/render-template.ts';
import { StepFailed } from '../step-failed.ts';

/** A template that cannot be filled in is the workflow's to mend: its place is named. */
export function inTemplate<T>(render: () => T): T {
  try {
    return render();
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new StepFailed('TEMPLATE', error.message, 'Mend the template in the step, and publish again.');
  }
}
