import { randomBytes } from 'node:crypto';
import type { APIRequestContext, Page } from '@playwright/test';
import { askGraphql } from './graphql.ts';
import { addWorkflow } from './policy.ts';
import { organizationWith } from './registry.ts';

/** Runs a workflow of this graph, in a project of its own; answers with the path of the run. */
export async function runOf(
  request: APIRequestContext,
  organization: string,
  graph: object,
  text = 'hello',
  name = 'Chain',
): Promise<string> {
  const workflowId = await addWorkflow(request, organization, graph, name);
  const { startRun } = await askGraphql<{ startRun: { run?: { id: string }; message?: string } }>(
    request,
    `mutation ($input: StartRunInput!) { startRun(input: $input) {
      ... on StartRunPayload { run { id } } ... on Error { message } } }`,
    {
      input: {
        workflowId,
        draftRevision: 1,
        input: { text },
        idempotencyKey: randomBytes(8).toString('hex'),
      },
    },
    organization,
  );
  if (!startRun.run) throw new Error(`It did not start: ${startRun.message}`);
  return `/${organization}/runs/${encodeURIComponent(startRun.run.id)}`;
}

const position = { x: 0, y: 0 };
const node = (id: string, name: string, kind: string, data: object) => ({
  id,
  key: id,
  name,
  kind,
  position,
  data,
});
const edge = (source: string, target: string, sourcePort = 'out') => ({
  id: `${source}-${target}`,
  source,
  sourcePort,
  target,
  targetPort: 'in',
});

/** Asks whether to send, and puts out what was said to it. */
export const askingGraph = {
  version: 1,
  nodes: [
    node('in', 'Input', 'input', { fields: [{ name: 'text', type: 'text' }] }),
    node('ask', 'May it go out?', 'approval', { message: 'Send "{{ input.text }}" to everybody?' }),
    node('out', 'Output', 'output', {
      results: [{ name: 'answer', value: '{{ ask.decision }}: {{ ask.comment }}' }],
    }),
  ].map((one) => (one.id === 'in' ? { ...one, key: 'input' } : one)),
  edges: [edge('in', 'ask'), edge('ask', 'out', 'approved')],
};

/** Steps that go through a list, ask and rest. */
export const longKinds = {
  version: 1,
  nodes: [
    node('input', 'Input', 'input', { fields: [{ name: 'list', label: 'List', type: 'json' }] }),
    node('each', 'Each of them', 'map', { items: 'input.list' }),
    node('ok', 'May they go out?', 'approval', {
      message: 'All of {{ each.count }}?',
      expiresAfter: { amount: 3, unit: 'days' },
    }),
    node('rest', 'A while', 'wait', { until: { kind: 'period', period: { amount: 2, unit: 'hours' } } }),
    node('other', 'Another one', 'workflow', {}),
    node('output', 'Output', 'output', { results: [{ name: 'all', value: '{{ each.results }}' }] }),
  ].map((one, index) => ({ ...one, position: { x: index * 340, y: 0 } })),
  edges: [
    edge('input', 'each'),
    edge('each', 'ok'),
    edge('ok', 'rest', 'approved'),
    edge('rest', 'other'),
    edge('other', 'output'),
  ],
};

/** In an organisation of its own: a run that has come to its question. */
export async function waitingRun(page: Page): Promise<{ organization: string; path: string }> {
  const organization = await organizationWith(page.request, 'To decide', []);
  const path = await runOf(page.request, organization, askingGraph, 'a newsletter');
  const asked = '{ organization { runs(first: 1, filter: { status: [WAITING] }) { totalCount } } }';
  for (;;) {
    const answer = await askGraphql<{ organization: { runs: { totalCount: number } } }>(
      page.request,
      asked,
      {},
      organization,
    );
    if (answer.organization.runs.totalCount > 0) return { organization, path };
    await page.waitForTimeout(200);
  }
}
