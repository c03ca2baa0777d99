import { resolveTemplate } from '@patchbay/schema/templates/render-template.ts';
import { inTemplate } from './in-template.ts';
import type { NodeRunner } from './node-run.ts';

export const runOutput: NodeRunner<'output'> = async ({ data }, { scope }) =>
  Object.fromEntries(
    data.results.map(({ name, value }) => [
      name,
      inTemplate(() => resolveTemplate(value, scope, `Result "${name}"`)),
    ]),
  );
