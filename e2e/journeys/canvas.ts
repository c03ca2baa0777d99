import type { APIRequestContext, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { askGraphql } from './graphql.ts';
import { firstProject } from './first-project.ts';

/** An input, prompts one after another, and an output. */
export function chain(prompts: number) {
  const ids = ['input', ...Array.from({ length: prompts }, (_, index) => `p${index + 1}`), 'output'];
  return {
    version: 1,
    nodes: ids.map((id, index) => ({
      id,
      key: id,
      name: id === 'input' ? 'Input' : id === 'output' ? 'Output' : `Prompt ${index}`,
      position: { x: (index % 10) * 340, y: Math.floor(index / 10) * 160 },
      ...(id === 'input'
        ? { kind: 'input', data: { fields: [{ name: 'text', label: 'Text', type: 'text' }] } }
        : id === 'output'
          ? { kind: 'output', data: { results: [{ name: 'result', value: `{{ ${ids[index - 1]}.text }}` }] } }
          : { kind: 'prompt', data: { model: 'default', user: `Go on: {{ ${ids[index - 1]}.text }}` } }),
    })),
    edges: ids.slice(1).map((id, index) => ({
      id: `e${index}`,
      source: ids[index],
      sourcePort: 'out',
      target: id,
      targetPort: 'in',
    })),
  };
}

export async function createWorkflow(request: APIRequestContext, graph: object): Promise<string> {
  const { createWorkflow } = await askGraphql<{ createWorkflow: { workflow: { id: string } } }>(
    request,
    `mutation ($project: ID!, $graph: JSON!) {
      createWorkflow(input: { projectId: $project, name: "On the canvas", graph: $graph }) {
        ... on CreateWorkflowPayload { workflow { id } }
      }
    }`,
    { project: await firstProject(request), graph },
  );
  return createWorkflow.workflow.id;
}

export async function savedGraph(request: APIRequestContext, id: string) {
  const { node } = await askGraphql<{
    node: { draft: { graph: { nodes: { id: string; key: string; kind: string }[]; edges: object[] } } };
  }>(request, 'query ($id: ID!) { node(id: $id) { ... on Workflow { draft { graph } } } }', { id });
  return node.draft.graph;
}

export async function openCanvas(page: Page, id: string): Promise<void> {
  await page.goto(`/demo/workflows/${encodeURIComponent(id)}`);
  await expect(page.getByRole('application', { name: 'Canvas' })).toBeVisible();
}

export const saved = (page: Page) =>
  expect(page.getByRole('status').filter({ hasText: /^\s*Saved\s*$/ })).toBeVisible();

/** To the step whose form is open. */
export async function writePin(page: Page, output: string): Promise<void> {
  await page.getByRole('button', { name: 'Write an output to pin' }).click();
  const dialog = page.getByRole('dialog', { name: /^Pin an output to/ });
  await dialog.getByLabel('Output as JSON').fill(output);
  await dialog.getByRole('button', { name: 'Pin the output' }).click();
}
