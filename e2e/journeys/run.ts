import { randomBytes } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';
import { askGraphql } from './graphql.ts';
import { addWorkflow } from './policy.ts';

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
