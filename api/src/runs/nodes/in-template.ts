import { parseTemplate } from '@patchbay/schema/templates/parse-template.ts';
import {
  renderTemplate,
  resolveTemplate,
  TemplateError,
} from '@patchbay/schema/templates/render-template.ts';
import { StepFailed } from '../step-failed.ts';
import type { NodeRun } from './node-run.ts';
import { refuseSkipped } from './refuse-skipped.ts';

type Filling = Pick<NodeRun, 'graph' | 'scope'>;
type Fill<T> = (text: string, scope: NodeRun['scope'], place: string) => T;

export const filled = (text: string, run: Filling, place: string): string =>
  fill(text, run, place, renderTemplate);

export const resolved = (text: string, run: Filling, place: string): unknown =>
  fill(text, run, place, resolveTemplate);

/** A template that cannot be filled in is the workflow's to mend: its place is named. */
export function fill<T>(text: string, { graph, scope }: Filling, place: string, render: Fill<T>): T {
  try {
    return render(text, scope, place);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    // Only now: where a template says what then, a step that did not run is no fault.
    if (/There is no value/.test(error.message))
      refuseSkipped(keysOf(text), graph, scope, error.message.split(':')[0] ?? place);
    throw new StepFailed('TEMPLATE', error.message, 'Mend the template in the step, and publish again.');
  }
}

const keysOf = (text: string) => parseTemplate(text).references.map(({ path }) => path[0]);
