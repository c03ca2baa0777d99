import type { Template, Variable } from 'liquidjs';
import { remember } from '../remember.ts';
import type { PathPart } from '../shape.ts';
import { liquid } from './liquid.ts';
import { faultOf, type TemplateFault } from './template-fault.ts';

/** A value that a template takes from outside: `{{ summarise.text }}` is the path ['summarise', 'text']. */
type TemplateReference = {
  /** As far as it is known before running: `{{ a.items[input.n].x }}` gives ['a', 'items'] and ['input', 'n']. */
  path: [string, ...PathPart[]];
  line: number;
  column: number;
};

export type ParsedTemplate = { references: TemplateReference[]; issues: TemplateFault[] };

export function parseTemplate(text: string): ParsedTemplate {
  try {
    return { references: referencesOf(compile(text)), issues: [] };
  } catch (error) {
    return { references: [], issues: [faultOf(error)] };
  }
}

/** Rendering leaves a compiled template as it is, and the same few are rendered over and over. */
export const compile = remember<Template[]>({ most: 1_000, longest: 20_000 }, (text) => liquid.parse(text));

/** Loop variables and what `assign` and `capture` make are the template's own: only what comes from outside counts. */
function referencesOf(template: Template[]): TemplateReference[] {
  const { globals } = liquid.analyzeSync(template, { partials: false });
  return Object.values(globals)
    .flat()
    .flatMap(({ segments, location }: Variable) => {
      const dynamic = segments.findIndex((segment) => typeof segment === 'object');
      const known = dynamic === -1 ? segments : segments.slice(0, dynamic);
      const [root, ...rest] = known.filter((segment) => typeof segment !== 'object');
      if (typeof root !== 'string') return [];
      return [{ path: [root, ...rest] as [string, ...PathPart[]], line: location.row, column: location.col }];
    });
}
