import type { Page } from '@playwright/test';
import { askGraphql } from '../graphql.ts';

export async function demonstrationWorkflow(page: Page): Promise<{ id: string }> {
  const { organization } = await askGraphql<{
    organization: { workflows: { nodes: { id: string; name: string }[] } };
  }>(page.request, '{ organization { workflows(first: 50, search: "Summarise") { nodes { id name } } } }');
  const found = organization.workflows.nodes.find(({ name }) => name === 'Summarise and answer');
  if (!found) throw new Error('The demonstration has no workflow.');
  return found;
}
