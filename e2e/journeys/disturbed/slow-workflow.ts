import { randomBytes } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';
import { askGraphql } from '../graphql.ts';
import { firstProject } from '../first-project.ts';

/** A published workflow of a quick answer and then one that takes about six seconds to stream. */
export async function slowWorkflow(request: APIRequestContext, sandboxPort: number): Promise<string> {
  const quick = await addModel(request, sandboxPort, 'sandbox-delay-0');
  const slow = await addModel(request, sandboxPort, 'sandbox-chunks-60-every-100ms');
  const prompt = (id: string, name: string, model: string) => ({
    id,
    kind: 'prompt',
    key: id,
    name,
    position: { x: 0, y: 0 },
    data: { model, user: `Be ${id}.` },
  });
  const graph = {
    version: 1,
    nodes: [
      prompt('quick', 'Quick', quick),
      prompt('slow', 'Slow', slow),
      {
        id: 'end',
        kind: 'output',
        key: 'end',
        name: 'End',
        position: { x: 0, y: 0 },
        data: { results: [{ name: 'answer', value: '{{ slow.text }}' }] },
      },
    ],
    edges: [
      { id: 'a', source: 'quick', sourcePort: 'out', target: 'slow', targetPort: 'in' },
      { id: 'b', source: 'slow', sourcePort: 'out', target: 'end', targetPort: 'in' },
    ],
  };
  const { createWorkflow } = await askGraphql<{ createWorkflow: { workflow: { id: string } } }>(
    request,
    `mutation ($project: ID!, $graph: JSON!) {
      createWorkflow(input: { projectId: $project, name: "Quick, then slow", graph: $graph }) {
        ... on CreateWorkflowPayload { workflow { id } }
      }
    }`,
    { project: await firstProject(request), graph },
  );
  const { id } = createWorkflow.workflow;
  await askGraphql(
    request,
    `mutation ($id: ID!) {
      publishWorkflow(input: { workflowId: $id, revision: 1 }) { ... on PublishWorkflowPayload { version { number } } }
    }`,
    { id },
  );
  return id;
}

/** Gives what workflows call it. */
async function addModel(request: APIRequestContext, port: number, modelId: string): Promise<string> {
  const name = `${modelId} ${randomBytes(3).toString('hex')}`;
  const { addCustomModel } = await askGraphql<{ addCustomModel: { model: { reference: string } } }>(
    request,
    `mutation ($name: String!, $setup: ModelSetupInput!) {
      addCustomModel(input: { displayName: $name, setup: $setup, untested: true }) {
        ... on AddCustomModelPayload { model { reference } }
      }
    }`,
    {
      name,
      setup: {
        provider: 'openai-compatible',
        providerModelId: modelId,
        fields: [{ name: 'baseUrl', value: `http://127.0.0.1:${port}/v1` }],
      },
    },
  );
  return addCustomModel.model.reference;
}
