import { type APIRequestContext, expect, type Locator, type Page } from '@playwright/test';
import { chainOf } from '../stack/chain.ts';
import { askGraphql } from './graphql.ts';
import { take } from './take.ts';

export async function openPolicy(page: Page, organization: string): Promise<void> {
  await page.goto(`/${organization}/settings/models`);
  await page.getByRole('heading', { name: 'Who would answer?' }).waitFor();
}

/** Chooses a model in one of the page's lists, as by keyboard: typed, then taken. */
export async function choose(page: Page, field: string, model: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).fill(model);
  await take(page.getByRole('option', { name: new RegExp(`^${model}`) }));
}

export async function review(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Review and save' }).click();
  const dialog = page.getByRole('dialog', { name: 'Review the change' });
  await expect(dialog).toBeVisible();
  return dialog;
}

export async function save(page: Page, dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: /^Save/ }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('region', { name: 'Unsaved changes' })).toBeHidden();
}

/** Side by side, as a person would lay them out. */
export function chainInSight(models: readonly string[]) {
  const chain = chainOf(models);
  const nodes = chain.nodes.map((node, index) => ({ ...node, position: { x: index * 320, y: 0 } }));
  return { ...chain, nodes };
}

/** A workflow whose prompts ask these models, one after another; answers with its path. */
export async function workflowOf(
  request: APIRequestContext,
  organization: string,
  models: readonly string[],
): Promise<string> {
  const id = await addWorkflow(request, organization, chainInSight(models));
  return `/${organization}/workflows/${encodeURIComponent(id)}`;
}

/** In a project of its own; answers with its id. */
export async function addWorkflow(
  request: APIRequestContext,
  organization: string,
  graph: object,
  name = 'Chain',
): Promise<string> {
  const { createProject } = await askGraphql<{ createProject: { project: { id: string } } }>(
    request,
    `mutation ($name: String!) {
      createProject(input: { name: $name }) { ... on CreateProjectPayload { project { id } } }
    }`,
    { name: `Of ${name}` },
    organization,
  );
  const { createWorkflow } = await askGraphql<{ createWorkflow: { workflow: { id: string } } }>(
    request,
    `mutation ($input: CreateWorkflowInput!) {
      createWorkflow(input: $input) { ... on CreateWorkflowPayload { workflow { id } } }
    }`,
    { input: { projectId: createProject.project.id, name, graph } },
    organization,
  );
  return createWorkflow.workflow.id;
}

export async function publish(
  request: APIRequestContext,
  organization: string,
  workflowId: string,
): Promise<void> {
  const { publishWorkflow } = await askGraphql<{ publishWorkflow: { message?: string } }>(
    request,
    `mutation ($workflowId: ID!) {
      publishWorkflow(input: { workflowId: $workflowId, revision: 1 }) { ... on Error { message } }
    }`,
    { workflowId },
    organization,
  );
  if (publishWorkflow.message) throw new Error(publishWorkflow.message);
}
