import { type APIRequestContext, expect } from '@playwright/test';
import { runningStack } from '../stack/running-stack.ts';
import { firstProject } from './first-project.ts';
import { askGraphql } from './graphql.ts';

/** A tool of the organisation's first project, which asks the sandbox: it is there without any account. */
export async function describeTool(
  request: APIRequestContext,
  name: string,
  organization = 'demo',
): Promise<{ toolId: string; name: string; definition: object }> {
  const projectId = await firstProject(request, organization);
  const definition = {
    kind: 'http',
    method: 'GET',
    url: `http://127.0.0.1:${runningStack().basePort + 7}/v1/models`,
    parameters: { type: 'object', properties: {}, additionalProperties: false },
    query: [],
    body: [],
  };
  const { createTool } = await askGraphql<{ createTool: { tool?: { id: string }; message?: string } }>(
    request,
    `mutation ($input: CreateToolInput!) {
      createTool(input: $input) { ... on CreateToolPayload { tool { id } } ... on Error { message } }
    }`,
    { input: { projectId, name, description: 'Lists the models of the sandbox.', definition } },
    organization,
  );
  expect(createTool.tool, createTool.message).toBeDefined();
  return { toolId: createTool.tool?.id ?? '', name, definition };
}
