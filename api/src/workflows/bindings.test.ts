import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { v7 as uuid } from 'uuid';
import { createConnection } from '../connections/create-connection.ts';
import { ConflictError } from '../errors.ts';
import { createProject } from '../organizations/create-project.ts';
import { createOutside } from '../runs/reach-outside.ts';
import { demonstrationToken } from '../sandbox/demonstration.ts';
import { chainOf } from '../test/chain-of.ts';
import { createModelGround, type ModelGround } from '../test/model-ground.ts';
import { createTool } from '../tools/create-tool.ts';
import { archiveWorkflow } from './archive-workflow.ts';
import { workflowsBinding } from './binding-usage.ts';
import { createWorkflow } from './create-workflow.ts';
import { deleteConnection } from './delete-connection.ts';
import { deleteTool } from './delete-tool.ts';
import { InvalidWorkflowError } from './invalid-workflow-error.ts';
import { publishWorkflow } from './publish-workflow.ts';
import { saveDraft } from './save-draft.ts';

let ground: ModelGround;
let projectId: string;
let otherProjectId: string;
beforeAll(async () => {
  ground = await createModelGround();
  const { transact, add } = ground.ours;
  ({ id: projectId } = await transact((em, actor) => createProject(em, actor, { name: 'Shop' })));
  ({ id: otherProjectId } = await transact((em, actor) => createProject(em, actor, { name: 'Other' })));
  await add({ displayName: 'house' });
});
afterAll(() => ground.close());

const connect = (project = projectId) =>
  ground.ours.transact((em, actor) =>
    createConnection(
      em,
      actor,
      {
        projectId: project,
        name: `Orders ${uuid()}`,
        origin: ground.sandbox.url,
        kind: 'bearer',
        fields: [{ name: 'token', value: demonstrationToken }],
      },
      ground.services,
    ),
  );

const describeTool = (connectionId: string | null, project = projectId) =>
  ground.ours.transact((em, actor) =>
    createTool(
      em,
      actor,
      {
        projectId: project,
        name: `get_order_${uuid().slice(-8)}`,
        description: 'Looks up an order.',
        connectionId,
        definition: {
          kind: 'http',
          method: 'GET',
          url: `${ground.sandbox.url}/demo/orders/{id}`,
          parameters: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
          query: [],
          body: [],
        },
      },
      ground.services.fetch,
    ),
  );

function binding(tools: string[]): WorkflowGraph {
  const chain = chainOf(['house']);
  const nodes = chain.nodes.map((node) =>
    node.kind === 'prompt' ? { ...node, name: 'Answer', data: { ...node.data, tools } } : node,
  );
  return { ...chain, nodes };
}

const workflowOf = (graph: WorkflowGraph) =>
  ground.ours.transact((em, actor) =>
    createWorkflow(em, actor, { projectId, name: 'Support', from: 'BLANK', graph }),
  );
const publish = (workflowId: string, revision: number) =>
  ground.ours.transact((em, actor) =>
    publishWorkflow(em, actor, { workflowId, revision }, ground.services.catalogue),
  );

test('a tool that a draft or a live version binds stays, and its users are named', async () => {
  const { transact } = ground.ours;
  const { id: toolId } = await describeTool(null);
  const remove = () => transact((em, actor) => deleteTool(em, actor, { toolId }));
  const workflow = await workflowOf(binding([toolId]));
  await expect(remove()).rejects.toThrow('used by the workflow "Support" (Answer)');
  await publish(workflow.id, 1);
  // Taken out of the draft it is still live.
  await transact((em, actor) =>
    saveDraft(em, actor, { workflowId: workflow.id, expectedRevision: 1, graph: binding([]) }),
  );
  await expect(remove()).rejects.toThrow('(Answer, live)');
  expect(await transact((em) => workflowsBinding(em, projectId, { kind: 'tool', id: toolId }))).toMatchObject(
    [{ name: 'Support', steps: [{ name: 'Answer', inDraft: false, inLive: true }] }],
  );
  await transact((em, actor) => archiveWorkflow(em, actor, { workflowId: workflow.id, archived: true }));
  expect(await remove()).toBe(toolId);
});

test('a connection that a tool uses stays, and goes with its secret afterwards', async () => {
  const { transact } = ground.ours;
  const { id: connectionId, credentialId } = await connect();
  const tool = await describeTool(connectionId);
  const remove = () => transact((em, actor) => deleteConnection(em, actor, { connectionId }));
  const refused = await remove().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ConflictError);
  expect(String(refused)).toContain(`the tool ${tool.name}`);
  await transact((em, actor) => deleteTool(em, actor, { toolId: tool.id }));
  await remove();
  const left = await transact((em) => em.execute('select from credential where id = ?', [credentialId]));
  expect(left).toEqual([]);
});

test('a workflow that binds what its project does not have is not published, and the step is named', async () => {
  const { id: foreign } = await describeTool(null, otherProjectId);
  for (const id of [foreign, uuid()]) {
    const workflow = await workflowOf(binding([id]));
    const refused = await publish(workflow.id, 1).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(InvalidWorkflowError);
    expect((refused as InvalidWorkflowError).issues).toMatchObject([
      { path: ['data', 'tools', 0], message: expect.stringContaining('does not exist in the project') },
    ]);
  }
});

test('a run is handed the tools of its project, called with the secret; what is gone fails the step in words', async () => {
  const outside = createOutside(ground.database.orm, ground.services);
  const { organizationId } = ground.ours.actor;
  const { id: connectionId } = await connect();
  const tool = await describeTool(connectionId);
  const [bound] = await outside.toolsFor(organizationId, projectId, [tool.id]);
  const answer = await bound?.call({ id: 'A-1002' }, AbortSignal.timeout(20_000));
  expect(answer).toMatchObject({ failed: false, result: expect.stringContaining('Alan Turing') });
  await expect(outside.toolsFor(organizationId, projectId, [uuid()])).rejects.toMatchObject({
    failure: { code: 'NO_TOOL' },
  });
  await expect(outside.openConnection(organizationId, otherProjectId, connectionId)).rejects.toMatchObject({
    failure: { code: 'CONNECTION' },
  });
  expect(await (await outside.openConnection(organizationId, projectId, connectionId)).headers()).toEqual({
    authorization: `Bearer ${demonstrationToken}`,
  });
});
