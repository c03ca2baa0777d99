import type { APIRequestContext } from '@playwright/test';
import { askGraphql } from './graphql.ts';

/** Of an organisation: its id. */
export async function firstProject(request: APIRequestContext, organization = 'demo'): Promise<string> {
  const found = await askGraphql<{ organization: { projects: { nodes: { id: string }[] } } }>(
    request,
    '{ organization { projects(first: 1) { nodes { id } } } }',
    {},
    organization,
  );
  return found.organization.projects.nodes[0]?.id ?? '';
}
