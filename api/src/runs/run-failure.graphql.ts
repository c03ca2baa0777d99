import { builder } from '../builder.ts';
import type { Run } from './run.ts';

export const FailureType = builder.objectRef<NonNullable<Run['error']>>('RunFailure').implement({
  description: 'Why a run or a step failed, and how to mend it.',
  fields: (t) => ({
    code: t.exposeString('code'),
    message: t.exposeString('message'),
    fix: t.string({ nullable: true, resolve: (failure) => failure.fix ?? null }),
    nodeId: t.string({
      nullable: true,
      description: 'The step at fault.',
      resolve: (failure) => failure.nodeId ?? null,
    }),
  }),
});
