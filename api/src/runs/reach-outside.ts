import { ConnectionUnusable } from '../connections/connection-unusable.ts';
import { createConnectionOpener } from '../connections/open-connection.ts';
import type { ModelServices } from '../models/model-services.ts';
import type { MikroORM } from '../orm.ts';
import { createToolsFor } from '../tools/tools-for.ts';
import type { Outside } from './outside.ts';
import { StepFailed } from './step-failed.ts';

/** The project's connections and tools, as steps use them; what a person can mend fails the step in so many words. */
export function createOutside(orm: MikroORM, models: ModelServices): Outside {
  const { fetch } = models;
  const openConnection = createConnectionOpener({ orm, models });
  const findTools = createToolsFor(orm, { fetch, openConnection });
  return {
    fetch,
    async openConnection(...where) {
      const opened = await openConnection(...where).catch(asStepFailed);
      return { ...opened, headers: () => opened.headers().catch(asStepFailed) };
    },
    async toolsFor(...where) {
      const { tools, missing } = await findTools(...where);
      if (missing.length > 0)
        throw new StepFailed(
          'NO_TOOL',
          'A tool of this step is no longer there.',
          'Take it out of the step, or choose another one.',
        );
      const names = tools.map(({ name }) => name);
      const twice = names.find((name, index) => names.indexOf(name) < index);
      if (twice !== undefined)
        throw new StepFailed(
          'TOOL_NAME_TWICE',
          `Two tools of this step are called "${twice}".`,
          'Rename one of them under Settings > Tools.',
        );
      return tools.map(({ call, ...described }) => ({
        ...described,
        async call(args, signal) {
          const { text, failed } = await call(args, signal);
          return { result: text, failed };
        },
      }));
    },
  };
}

function asStepFailed(error: unknown): never {
  if (error instanceof ConnectionUnusable) throw new StepFailed('CONNECTION', error.message);
  throw error;
}
