import type { Page } from '@playwright/test';
import { addWorkflow, chainInSight, publish } from '../policy.ts';
import { deleteModel, organizationWith, sandbox } from '../registry.ts';

/** Two steps name a model that another one could stand in for; one of them wants JSON of it. */
export async function withOldModel(page: Page): Promise<{ organization: string; workflowId: string }> {
  const organization = await organizationWith(page.request, 'Old model', [sandbox('Old'), sandbox('House')]);
  const chain = chainInSight(['old', 'old']);
  const output = { kind: 'json', schema: { type: 'object' }, mode: 'native' };
  const nodes = chain.nodes.map((node) =>
    node.id === 'p1' ? { ...node, data: { ...node.data, output } } : node,
  );
  const graph = { ...chain, nodes };
  const workflowId = await addWorkflow(page.request, organization, graph, 'Ticket triage');
  await publish(page.request, organization, workflowId);
  return { organization, workflowId };
}

/** The same, once the model was deleted and nobody gave the steps another. */
export async function withoutOldModel(page: Page): ReturnType<typeof withOldModel> {
  const made = await withOldModel(page);
  await deleteModel(page.request, made.organization, 'old');
  return made;
}
