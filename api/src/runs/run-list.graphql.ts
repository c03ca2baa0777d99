import { reads } from '../access/rules.ts';
import { builder } from '../builder.ts';
import { OrganizationNode } from '../organizations/organization.graphql.ts';
import { page } from '../page.ts';
import { WorkflowNode } from '../workflows/workflow.graphql.ts';
import { countByStatus, type StatusCount } from './count-by-status.ts';
import { countRuns, listRuns } from './list-runs.ts';
import type { RunFilter } from './matching-runs.ts';
import { RunNode, RunStatusEnum } from './run.graphql.ts';
import { type RunFacets, runFacets } from './run-facets.ts';
import { type RunBucket, runHistogram } from './run-histogram.ts';
import { RunUsageType } from './run-usage.graphql.ts';
import { usageOfMatching } from './run-usage.ts';

const RunFilterInput = builder.inputType('RunFilter', {
  description: 'What all hold together; what is left out does not matter.',
  fields: (t) => ({
    workflowId: t.globalID({ required: false, for: WorkflowNode }),
    versionNumber: t.int({ required: false, description: 'Of the workflow, which must be said, too.' }),
    draft: t.boolean({
      required: false,
      description: 'True: runs of drafts only. False: of published versions only.',
    }),
    status: t.field({ required: false, type: [RunStatusEnum], description: 'Any of these.' }),
    model: t.string({
      required: false,
      description: 'The slug of a model that was asked, whether it answered or not.',
    }),
    from: t.field({ required: false, type: 'DateTime', description: 'Asked for at this moment or later.' }),
    to: t.field({ required: false, type: 'DateTime', description: 'Asked for before this moment.' }),
    errorCode: t.string({ required: false, description: 'Of the failure that ended the run.' }),
    requestedBy: t.string({ required: false, description: 'The name of the person or of the API key.' }),
  }),
});

type Given = typeof RunFilterInput.$inferInput;
const filterOf = (given: Given | null | undefined): RunFilter => ({
  ...given,
  workflowId: given?.workflowId?.id,
});

const filterArg = { type: RunFilterInput, required: false } as const;

builder.objectField(OrganizationNode, 'runs', (t) =>
  t.connection({
    type: RunNode,
    description: 'Newest first.',
    authScopes: { may: reads },
    args: {
      filter: t.arg(filterArg),
      workflowId: t.arg.globalID({ required: false, for: WorkflowNode, deprecationReason: 'Use "filter".' }),
      status: t.arg({ type: [RunStatusEnum], required: false, deprecationReason: 'Use "filter".' }),
    },
    resolve: (_organization, args, { transact }) => {
      const before = { workflowId: args.workflowId?.id, status: args.status };
      const filter = { ...before, ...filterOf(args.filter) };
      return page(
        args,
        'desc',
        (bounds) => transact((em, actor) => listRuns(em, actor, filter, bounds)),
        () => transact((em, actor) => countRuns(em, actor, filter)),
      );
    },
  }),
);

const StatusCountType = builder.objectRef<StatusCount>('RunStatusCount').implement({
  fields: (t) => ({ status: t.expose('status', { type: RunStatusEnum }), count: t.exposeInt('count') }),
});

const RunTotalsType = builder.objectRef<{ filter: RunFilter }>('RunTotals').implement({
  description: 'How the runs that match stand, and what they have taken together.',
  fields: (t) => ({
    byStatus: t.field({
      type: [StatusCountType],
      description: 'A status that none has is left out.',
      resolve: ({ filter }, _args, { transact }) => transact((em, actor) => countByStatus(em, actor, filter)),
    }),
    usage: t.field({
      type: RunUsageType,
      resolve: ({ filter }, _args, { transact }) =>
        transact((em, actor) => usageOfMatching(em, actor, filter)),
    }),
  }),
});

builder.objectField(OrganizationNode, 'runTotals', (t) =>
  t.field({
    type: RunTotalsType,
    authScopes: { may: reads },
    args: { filter: t.arg(filterArg) },
    resolve: (_organization, { filter }) => ({ filter: filterOf(filter) }),
  }),
);

const RunBucketType = builder.objectRef<RunBucket>('RunBucket').implement({
  description: 'A stretch of time, and how the runs stand that were asked for in it.',
  fields: (t) => ({
    from: t.expose('from', { type: 'DateTime' }),
    to: t.expose('to', { type: 'DateTime' }),
    byStatus: t.expose('byStatus', {
      type: [StatusCountType],
      description: 'A status that none has is left out.',
    }),
  }),
});

builder.objectField(OrganizationNode, 'runHistogram', (t) =>
  t.field({
    type: [RunBucketType],
    description:
      'The runs that match over time, in stretches of the same length: from "from", or the oldest run, to "to", or now. Empty where there is no run and no "from".',
    authScopes: { may: reads },
    args: {
      filter: t.arg(filterArg),
      buckets: t.arg.int({ defaultValue: 60, description: 'How many stretches; 1-200.' }),
    },
    resolve: (_organization, { filter, buckets }, { transact }) =>
      transact((em, actor) => runHistogram(em, actor, filterOf(filter), buckets)),
  }),
);

const RunFacetsType = builder.objectRef<RunFacets>('RunFacets').implement({
  description: 'What the filters can be set to: the values that the newest thousand matching runs have.',
  fields: (t) => ({
    models: t.exposeStringList('models'),
    errorCodes: t.exposeStringList('errorCodes'),
    requestedBy: t.exposeStringList('requestedBy'),
    versionNumbers: t.exposeIntList('versionNumbers'),
    among: t.exposeInt('among', { description: 'How many runs were looked at.' }),
  }),
});

builder.objectField(OrganizationNode, 'runFacets', (t) =>
  t.field({
    type: RunFacetsType,
    authScopes: { may: reads },
    args: { filter: t.arg(filterArg) },
    resolve: (_organization, { filter }, { transact }) =>
      transact((em, actor) => runFacets(em, actor, filterOf(filter))),
  }),
);
