import { reads } from '../access/rules.ts';
import { builder } from '../builder.ts';
import { type Template, templates } from './templates.ts';

const TemplateType = builder.objectRef<Template>('WorkflowTemplate').implement({
  description: 'A workflow to begin with. It runs at once, with the organization default.',
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'What createWorkflow takes.' }),
    name: t.exposeString('name'),
    description: t.exposeString('description'),
    kinds: t.stringList({
      description: 'The kinds of its steps.',
      resolve: ({ graph }) => graph.nodes.filter(({ kind }) => kind !== 'note').map(({ kind }) => kind),
    }),
    graph: t.field({ type: 'JSON', resolve: ({ graph }) => graph }),
  }),
});

builder.queryField('workflowTemplates', (t) =>
  t.field({ type: [TemplateType], authScopes: { may: reads }, resolve: () => [...templates] }),
);
