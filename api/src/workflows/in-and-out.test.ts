import { writeWorkflowFile } from '@patchbay/schema/workflow-file/write-workflow-file.ts';
import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 as uuid } from 'uuid';
import type { Actor } from '../access/actor.ts';
import { AuditEvent } from '../audit/audit-event.ts';
import { createConnection } from '../connections/create-connection.ts';
import { updateModelPolicy } from '../model-policy/update-model-policy.ts';
import { addCustomModel } from '../models/add-custom-model.ts';
import { createProject } from '../organizations/create-project.ts';
import { type EntityManager, inOrganization } from '../orm.ts';
import { Approval } from '../runs/approval.ts';
import { decideApproval } from '../runs/decide-approval.ts';
import { Run } from '../runs/run.ts';
import { demonstrationToken } from '../sandbox/demonstration.ts';
import { createActor, waitFor } from '../test/durable-ground.ts';
import { results, step, wired } from '../test/kinds-graph.ts';
import { createRunGround } from '../test/run-ground.ts';
import { globalId } from '../test/world.ts';
import { createTool } from '../tools/create-tool.ts';
import { Tool } from '../tools/tool.ts';
import { addUpload } from '../uploads/add-upload.ts';
import { payloadsIn } from '../uploads/payloads.ts';
import { createWorkflow } from './create-workflow.ts';
import { draftIssues } from './draft-issues.ts';
import { duplicateWorkflow } from './duplicate-workflow.ts';
import { exportWorkflow } from './export-workflow.ts';
import { importWorkflow } from './import-workflow.ts';
import { inspectWorkflowFile } from './inspect-workflow-file.ts';
import { publishWorkflow } from './publish-workflow.ts';
import { type Template, templates } from './templates.ts';
import { Workflow } from './workflow.ts';

let ground: Awaited<ReturnType<typeof createRunGround>>;
let sandbox: string;
let ours: Tenant;
let theirs: Tenant;

/** An organisation whose default is a model of the sandbox's under a slug of its own. */
async function createTenant(slug: string) {
  const actor = await createActor(ground.orm);
  const transact = <T>(work: (em: EntityManager, actor: Actor) => Promise<T>) =>
    inOrganization(ground.orm, actor.organizationId, (em) => work(em, actor));
  const newProject = () => transact((em) => createProject(em, actor, { name: `Project ${uuid()}` }));
  const project = await newProject();
  const connect = (name: string, projectId = project.id) =>
    transact((em) =>
      createConnection(
        em,
        actor,
        {
          projectId,
          name,
          origin: sandbox,
          kind: 'bearer',
          fields: [{ name: 'token', value: demonstrationToken }],
        },
        ground.models,
      ),
    );
  const setup = {
    provider: 'openai-compatible' as const,
    fields: [{ name: 'baseUrl', value: `${sandbox}/v1` }],
    providerModelId: 'sandbox-fast',
    maxTokens: 4096,
    capabilities: { jsonMode: true, vision: false, toolUse: true, reasoning: false },
    reasoningParameter: 'max_tokens' as const,
  };
  await transact(async (em) => {
    await addCustomModel(
      em,
      actor,
      { setup, displayName: `The model ${slug}`, slug, untested: true },
      ground.models,
    );
    await updateModelPolicy(em, actor, { default: slug, expectedRevision: 0 }, ground.models.catalogue);
  });
  return { actor, project, transact, newProject, connect };
}

type Tenant = Awaited<ReturnType<typeof createTenant>>;

const services = () => ({ catalogue: ground.models.catalogue, fetch: ground.models.fetch });

beforeAll(async () => {
  ground = await createRunGround();
  sandbox = new URL(ground.sandboxUrl).origin;
  await ground.ground.startWorker();
  ours = await createTenant('our-model');
  theirs = await createTenant('their-model');
});
afterAll(() => ground.close());

const definition = () => ({
  kind: 'http' as const,
  method: 'GET' as const,
  url: `${sandbox}/demo/orders/{id}`,
  parameters: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
  query: [],
  body: [],
});

const describeTool = (tenant: Tenant, connectionId: string | null, description = 'Looks up an order.') =>
  tenant.transact((em, actor) =>
    createTool(
      em,
      actor,
      {
        projectId: tenant.project.id,
        name: 'get_order',
        description,
        connectionId,
        definition: definition(),
      },
      ground.models.fetch,
    ),
  );

/** A prompt with a tool, then a request of its own, both signed by the connection. */
const ordersGraph = (toolId: string, connectionId: string): WorkflowGraph =>
  wired(
    [
      step('input', 'input'),
      step('prompt', 'ask', {
        model: 'our-model',
        user: 'Call get_order for "{{ input.text }}".',
        tools: [toolId],
      }),
      step('http', 'call', { url: `${sandbox}/demo/orders/A-1001`, connection: connectionId }),
      step('output', 'output', results(['said', '{{ ask.text }}'], ['status', '{{ call.status }}'])),
    ],
    'input > ask',
    'ask > call',
    'call > output',
  );

const make = (tenant: Tenant, graph: unknown, name = 'Orders') =>
  tenant.transact((em, actor) =>
    createWorkflow(em, actor, { projectId: tenant.project.id, name, from: 'BLANK', graph }),
  );

const textOf = (tenant: Tenant, workflowId: string, version: number | null = null) =>
  tenant.transact((em, actor) => exportWorkflow(em, actor, { workflowId, version }, services().catalogue));

const inspect = (tenant: Tenant, text: string, projectId = tenant.project.id) =>
  tenant.transact((em, actor) => inspectWorkflowFile(em, actor, { projectId, text }, services()));

type Mapping = Partial<Omit<Parameters<typeof importWorkflow>[2], 'projectId' | 'text'>>;
const bring = (tenant: Tenant, text: string, mapping: Mapping = {}, projectId = tenant.project.id) =>
  tenant.transact((em, actor) =>
    importWorkflow(
      em,
      actor,
      { projectId, text, models: [], connections: [], tools: [], ...mapping },
      ground.models.fetch,
    ),
  );

async function runLive(tenant: Tenant, workflow: Workflow, input: Record<string, unknown>): Promise<Run> {
  const start = { workflowId: workflow.id, draftRevision: null, input, idempotencyKey: uuid() };
  const { id } = await ground.startWith(start, tenant.actor);
  await ground.admission.admit(tenant.actor.organizationId);
  return waitFor(async () => {
    const run = await tenant.transact((em) => em.findOneOrFail(Run, { id }));
    return run.hasEnded() ? run : null;
  });
}

const publish = (tenant: Tenant, { id, revision }: Workflow) =>
  tenant.transact((em, actor) =>
    publishWorkflow(em, actor, { workflowId: id, revision }, services().catalogue),
  );

const issuesOf = (tenant: Tenant, { projectId, draft }: Workflow) =>
  tenant.transact((em) => draftIssues(em, services().catalogue, projectId, draft));

describe('a workflow that goes to another organisation', () => {
  test('is exported, imported with a mapping, published, and runs there as it did', async () => {
    const connection = await ours.connect('Shop orders');
    const tool = await describeTool(ours, connection.id);
    const { id } = await make(ours, ordersGraph(tool.id, connection.id), 'Answer about an Order');
    const { fileName, text } = await textOf(ours, id);
    expect(fileName).toBe('answer-about-an-order.json');
    for (const own of [
      tool.id,
      connection.id,
      id,
      ours.project.id,
      ours.actor.organizationId,
      demonstrationToken,
    ])
      expect(text).not.toContain(own);

    const its = await theirs.connect('Orders API');
    const seen = await inspect(theirs, text);
    expect(seen).toMatchObject({
      models: [
        {
          reference: 'our-model',
          name: 'The model our-model',
          here: null,
          needs: ['toolUse'],
          steps: ['ask'],
          refusals: [{ code: 'unknown' }],
          choices: [{ reference: 'their-model' }],
        },
      ],
      connections: [
        {
          name: 'Shop orders',
          origin: sandbox,
          steps: ['call'],
          tools: ['get_order'],
          choices: [{ id: its.id }],
        },
      ],
      tools: [{ name: 'get_order', there: null, same: false, fault: null }],
    });

    const { workflow, tools } = await bring(theirs, text, {
      models: [{ reference: 'our-model', becomes: 'their-model' }],
      connections: [{ name: 'Shop orders', connectionId: its.id }],
    });
    expect(tools).toMatchObject([{ name: 'get_order', connectionId: its.id }]);
    expect(await issuesOf(theirs, workflow)).toEqual([]);
    await publish(theirs, workflow);
    const run = await runLive(theirs, workflow, { text: 'A-1001' });
    expect(run.error).toBeNull();
    expect(run).toMatchObject({
      status: 'SUCCEEDED',
      output: { said: expect.stringContaining('A-1001'), status: 200 },
    });
    // From there it comes out as it went in.
    const back = (await textOf(theirs, workflow.id, 1)).text;
    expect(back.replaceAll('their-model', 'our-model').replaceAll('Orders API', 'Shop orders')).toBe(text);
  });

  test('brings no second tool where the same is there, and asks which one is meant where it is another', async () => {
    const project = await theirs.newProject();
    const tenant = { ...theirs, project };
    const connection = await theirs.connect('Orders', project.id);
    const same = await describeTool(tenant, connection.id);
    const text = fileWith({ get_order: { description: 'Looks up an order.' } });
    const connections = [{ name: 'Orders', connectionId: connection.id }];
    const { workflow, tools } = await bring(tenant, text, { connections });
    expect(tools).toEqual([]);
    expect(JSON.stringify(workflow.draft)).toContain(same.id);

    const other = fileWith({ get_order: { description: 'Something else.' } });
    expect(await inspect(tenant, other)).toMatchObject({ tools: [{ there: { id: same.id }, same: false }] });
    await expect(bring(tenant, other, { connections })).rejects.toThrow(/another tool "get_order"/);
    const made = await bring(tenant, other, {
      connections,
      tools: [{ name: 'get_order', createAs: 'get_order_2' }],
    });
    expect(made.tools).toMatchObject([{ name: 'get_order_2', description: 'Something else.' }]);
    const mapped = await bring(tenant, other, {
      connections,
      tools: [{ name: 'get_order', toolId: same.id }],
    });
    expect(mapped.tools).toEqual([]);
    expect(JSON.stringify(mapped.workflow.draft)).toContain(same.id);
  });

  test('is not published before a connection that was left open is chosen', async () => {
    const { workflow } = await bring(theirs, fileWith({}), {
      connections: [{ name: 'Orders', connectionId: null }],
    });
    expect(await issuesOf(theirs, workflow)).toMatchObject([
      {
        path: ['data', 'connection'],
        message: expect.stringMatching(/does not exist/),
        blocksPublishing: true,
      },
    ]);
    await expect(publish(theirs, workflow)).rejects.toMatchObject({ code: 'INVALID_WORKFLOW' });
  });

  test('keeps a model that nobody knows here, and the issues of its draft say so', async () => {
    const text = fileWith({}, 'nobody-knows');
    const { workflow } = await bring(theirs, text, { connections: [{ name: 'Orders', connectionId: null }] });
    expect(await issuesOf(theirs, workflow)).toContainEqual(
      expect.objectContaining({
        path: ['data', 'model'],
        message: expect.stringMatching(/no model "nobody-knows"/),
      }),
    );
  });

  test('leaves nothing behind where a part of it is refused', async () => {
    const project = await theirs.newProject();
    const tenant = { ...theirs, project };
    const connection = await theirs.connect('Orders', project.id);
    const tools = {
      get_order: { description: 'Looks up an order.' },
      outside: {
        description: 'Calls a private address.',
        url: 'http://169.254.169.254/{id}',
        connection: null,
      },
    };
    const text = fileWith(tools);
    expect((await inspect(tenant, text)).tools.map(({ fault }) => fault)).toEqual([null, expect.any(String)]);
    await expect(
      bring(tenant, text, { connections: [{ name: 'Orders', connectionId: connection.id }] }),
    ).rejects.toThrow(/The tool "outside" cannot be made/);
    expect(
      await theirs.transact(async (em) => [
        await em.count(Tool, { projectId: project.id }),
        await em.count(Workflow, { projectId: project.id }),
      ]),
    ).toEqual([0, 0]);
  });

  test('takes no connection of another project, another origin or another organisation', async () => {
    const foreign = await ours.connect(`Foreign ${uuid()}`);
    const elsewhere = await theirs.connect('Elsewhere', (await theirs.newProject()).id);
    const other = await theirs.transact((em, actor) =>
      createConnection(
        em,
        actor,
        {
          projectId: theirs.project.id,
          name: 'Other origin',
          origin: 'https://api.example.com',
          kind: 'bearer',
          fields: [{ name: 'token', value: 'x'.repeat(20) }],
        },
        ground.models,
      ),
    );
    const using = (connectionId: string) =>
      bring(theirs, fileWith({}), { connections: [{ name: 'Orders', connectionId }] });
    const unknown = await using(uuid()).catch((error: unknown) => String(error));
    for (const { id } of [foreign, elsewhere])
      expect(await using(id).catch((error: unknown) => String(error))).toBe(unknown);
    await expect(using(other.id)).rejects.toThrow(/is for https:\/\/api\.example\.com alone/);
    await expect(bring(theirs, fileWith({}))).rejects.toThrow(/Say which connection/);
    await expect(
      bring(theirs, fileWith({}), { models: [{ reference: 'stray', becomes: 'default' }] }),
    ).rejects.toThrow(/names no model "stray"/);
  });

  test('is recorded with where it came from', async () => {
    const { workflow } = await bring(theirs, plainFile('Recorded'));
    const events = await theirs.transact((em) => em.find(AuditEvent, { subjectId: workflow.id }));
    expect(events).toMatchObject([{ action: 'workflow.created', details: { from: 'FILE', tools: [] } }]);
  });
});

type Described = { description: string; url?: string; connection?: string | null };

/** A file with tools, and a step that calls by the connection "Orders". */
function fileWith(tools: Record<string, Described>, model = 'default'): string {
  const graph = ordersGraph(uuid(), uuid());
  return writeWorkflowFile({
    name: 'From a file',
    description: '',
    models: {},
    connections: { Orders: { origin: sandbox, kind: 'bearer' } },
    tools: Object.fromEntries(
      Object.entries(tools).map(([name, { description, url, connection = 'Orders' }]) => [
        name,
        { description, connection, definition: { ...definition(), ...(url ? { url } : {}) } },
      ]),
    ),
    graph: {
      ...graph,
      nodes: graph.nodes.map((node) =>
        node.kind === 'prompt'
          ? { ...node, data: { ...node.data, model, tools: Object.keys(tools) } }
          : node.kind === 'http'
            ? { ...node, data: { ...node.data, connection: 'Orders' } }
            : node,
      ),
    },
  });
}

const plainFile = (name: string) =>
  writeWorkflowFile({
    name,
    description: '',
    models: {},
    connections: {},
    tools: {},
    graph: wired(
      [step('input', 'input'), step('output', 'output', results(['said', '{{ input.text }}']))],
      'input > output',
    ),
  });

describe('what must not travel', () => {
  test('a file with a secret is refused with line and column, and nothing is made', async () => {
    const text = plainFile('Secret').replace('{{ input.text }}', `sk-proj-${'a1B2'.repeat(10)}`);
    const asExpected = {
      code: 'INVALID_WORKFLOW_FILE',
      faults: [
        expect.objectContaining({ message: expect.stringMatching(/an API key/), column: expect.any(Number) }),
      ],
    };
    await expect(bring(theirs, text)).rejects.toMatchObject(asExpected);
    await expect(inspect(theirs, text)).rejects.toMatchObject(asExpected);
    await expect(bring(theirs, text)).rejects.not.toThrow(/sk-proj/);
  });

  test('a draft that holds a secret is not exported, and the step is named', async () => {
    const graph = wired(
      [
        step('input', 'input'),
        step('http', 'call', {
          url: 'https://api.example.com',
          headers: [{ name: 'X-Api-Key', value: 'hunter2hunter2' }],
        }),
        step('output', 'output', results(['said', `Bearer ${'a1b2'.repeat(8)}`])),
      ],
      'input > call',
      'call > output',
    );
    const { id } = await make(ours, graph);
    await expect(textOf(ours, id)).rejects.toMatchObject({
      code: 'INVALID_WORKFLOW',
      issues: [
        { nodeId: 'call', path: ['data', 'headers', 0, 'value'] },
        { nodeId: 'output', path: ['data', 'results', '0', 'value'] },
      ],
    });
  });

  test('a draft that binds what the project does not have is not exported either', async () => {
    const { id } = await make(ours, ordersGraph(uuid(), uuid()));
    await expect(textOf(ours, id)).rejects.toMatchObject({
      issues: [{ nodeId: 'ask' }, { nodeId: 'call' }],
    });
  });

  test('a version that does not exist is not exported', async () => {
    const { id } = await make(ours, null);
    await expect(textOf(ours, id, 7)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a copy', () => {
  test('is a new draft under its own name, with ids of its own, and runs what the other runs', async () => {
    const text = plainFile('Twice');
    const { workflow } = await bring(ours, text);
    const copy = await ours.transact((em, actor) =>
      duplicateWorkflow(em, actor, { workflowId: workflow.id }),
    );
    expect(copy).toMatchObject({
      name: 'Copy of Twice',
      projectId: ours.project.id,
      revision: 1,
    });
    const ids = (graph: WorkflowGraph) => [...graph.nodes, ...graph.edges].map(({ id }) => id);
    expect(ids(copy.draft).filter((id) => ids(workflow.draft).includes(id))).toEqual([]);
    expect(copy.draft.nodes.map(({ key, data }) => ({ key, data }))).toEqual(
      workflow.draft.nodes.map(({ key, data }) => ({ key, data })),
    );
    expect(await issuesOf(ours, copy)).toEqual([]);
  });

  test('in another project uses its tools and connections of the same name, and is refused where they are missing', async () => {
    const connection = await ours.connect(`Shared ${uuid()}`);
    const tool = await ours.transact((em, actor) =>
      createTool(
        em,
        actor,
        {
          projectId: ours.project.id,
          name: `look_${uuid().slice(-8)}`,
          description: 'Looks.',
          connectionId: connection.id,
          definition: definition(),
        },
        ground.models.fetch,
      ),
    );
    const { id } = await make(ours, ordersGraph(tool.id, connection.id), 'x'.repeat(118));
    const project = await ours.newProject();
    const copy = () =>
      ours.transact((em, actor) => duplicateWorkflow(em, actor, { workflowId: id, projectId: project.id }));
    await expect(copy()).rejects.toThrow(`tool "${tool.name}", connection "${connection.name}"`);

    for (const projectId of [theirs.project.id, uuid()])
      await expect(
        ours.transact((em, actor) => duplicateWorkflow(em, actor, { workflowId: id, projectId })),
      ).rejects.toMatchObject({ code: 'NOT_FOUND' });

    const itsConnection = await ours.connect(connection.name, project.id);
    const itsTool = await ours.transact((em, actor) =>
      createTool(
        em,
        actor,
        {
          projectId: project.id,
          name: tool.name,
          description: 'Looks.',
          connectionId: itsConnection.id,
          definition: definition(),
        },
        ground.models.fetch,
      ),
    );
    const copied = await copy();
    expect(copied.name).toHaveLength(120);
    const bound = JSON.stringify(copied.draft);
    for (const its of [itsConnection, itsTool]) expect(bound).toContain(its.id);
    for (const theOther of [connection, tool]) expect(bound).not.toContain(theOther.id);
  });
});

describe('the gallery', () => {
  const inputs: Record<string, (document: string) => Record<string, unknown>> = {
    'summarise-a-document': (document) => ({ document, length: 'One paragraph' }),
    'classify-and-route': () => ({ message: 'Where is my order?' }),
    'extract-as-json': () => ({ text: 'Invoice of ACME, 2 chairs, 120 EUR.' }),
    'compare-two-models': () => ({ task: 'Explain tides.', criteria: 'Short.' }),
    'draft-review-revise': () => ({ topic: 'Tides', audience: 'Children.' }),
    'approve-before-it-goes-out': () => ({ letter: 'Where is my order?' }),
    'call-an-api': () => ({ latitude: 52.52, longitude: 13.41 }),
    'summarise-and-answer': () => ({ text: 'The tide comes and goes.', question: 'What does it do?' }),
  };

  const fileOf = ({ name, description, graph }: Template) =>
    writeWorkflowFile({ name, description, models: {}, connections: {}, tools: {}, graph });

  test('holds only what can be imported and published as it is', async () => {
    expect(templates.map(({ slug }) => slug)).toEqual(Object.keys(inputs));
    for (const template of templates) {
      const { workflow } = await bring(ours, fileOf(template));
      expect(await issuesOf(ours, workflow), template.slug).toEqual([]);
    }
  });

  test('holds only what runs as it is', async () => {
    const { orm } = ground;
    const file = {
      projectId: ours.project.id,
      name: 'tides.txt',
      read: async () => Buffer.from('The tide comes.'),
    };
    const upload = await addUpload({ orm, payloads: payloadsIn(orm) }, ours.actor, file);
    const runs = templates.map(async (template) => {
      // The only one that calls anybody: here the sandbox takes that place.
      const text = fileOf(template).replaceAll(
        'https://api.open-meteo.com/v1/forecast',
        `${sandbox}/v1/models`,
      );
      const { workflow } = await bring(ours, text);
      await publish(ours, workflow);
      const input = inputs[template.slug]?.(globalId('Upload', upload.id)) ?? {};
      const run = await runLive(ours, workflow, input);
      return { slug: template.slug, status: run.status, error: run.error, output: run.output };
    });
    const asked = await waitFor(() => ours.transact((em) => em.findOne(Approval, { decision: null })));
    const yes = { approvalId: asked.id, approve: true, comment: '' };
    await ours.transact((em) => decideApproval(em, ours.actor, yes));
    for (const run of await Promise.all(runs)) {
      expect(run).toMatchObject({ status: 'SUCCEEDED', error: null });
      for (const value of Object.values(run.output ?? {})) expect(value).not.toBe('');
    }
  });

  test('goes on where the API that it calls does not answer', async () => {
    const template = templates.find(({ slug }) => slug === 'call-an-api');
    const text = fileOf(template ?? templates[0]!).replaceAll(
      'https://api.open-meteo.com/v1/forecast',
      `${sandbox}/nowhere`,
    );
    const { workflow } = await bring(ours, text);
    await publish(ours, workflow);
    const run = await runLive(ours, workflow, { latitude: 52.52, longitude: 13.41 });
    expect(run).toMatchObject({
      status: 'SUCCEEDED',
      output: { explanation: expect.stringContaining('could not be asked') },
    });
  });

  test('is begun with by its slug, and the record says so', async () => {
    const { project } = ours;
    const made = await ours.transact((em, actor) =>
      createWorkflow(em, actor, {
        projectId: project.id,
        name: 'Mine',
        from: 'BLANK',
        template: 'extract-as-json',
      }),
    );
    expect(made.draft.nodes).toHaveLength(5);
    const events = await ours.transact((em) => em.find(AuditEvent, { subjectId: made.id }));
    expect(events).toMatchObject([{ details: { from: 'TEMPLATE', template: 'extract-as-json' } }]);
    const unknown = { projectId: project.id, name: 'Mine', from: 'BLANK' as const, template: '__proto__' };
    await expect(ours.transact((em, actor) => createWorkflow(em, actor, unknown))).rejects.toThrow(
      /no such template/,
    );
  });
});
