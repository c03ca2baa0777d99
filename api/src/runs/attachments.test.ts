import { nodeKinds } from '@patchbay/schema/nodes/index.ts';
import type { InputField } from '@patchbay/schema/nodes/input.ts';
import type { PromptData } from '@patchbay/schema/nodes/prompt.ts';
import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeGlobalId } from '../graphql/global-id.ts';
import { drawProbeImage } from '../models/probe-image.ts';
import { createProject } from '../organizations/create-project.ts';
import { chainOf } from '../test/chain-of.ts';
import { createRunGround } from '../test/run-ground.ts';
import { addUpload } from '../uploads/add-upload.ts';
import { payloadsIn } from '../uploads/payloads.ts';
import { Upload } from '../uploads/upload.ts';

let ground: Awaited<ReturnType<typeof createRunGround>>;

beforeAll(async () => {
  ground = await createRunGround();
  await ground.ground.startWorker();
  await ground.addModel('sandbox-fast', undefined, undefined, { vision: true, slug: 'seeing' });
  await ground.addModel('sandbox-fast', undefined, undefined, { slug: 'blind' });
}, 60_000);
afterAll(() => ground?.close());

const field = (name: string, type: InputField['type'], required = true): InputField => ({
  name,
  label: '',
  help: '',
  type,
  required,
  choices: [],
});

function graphOf(
  model: string,
  changes: Partial<PromptData>,
  fields = [field('photo', 'image', false), field('notes', 'document', false)],
): WorkflowGraph {
  const graph = chainOf([model]);
  return {
    ...graph,
    nodes: graph.nodes.map((node) => {
      if (node.kind === 'input') return { ...node, data: { fields } };
      if (node.kind !== 'prompt') return node;
      return { ...node, data: { ...nodeKinds.prompt.initial(), model, user: 'What is this?', ...changes } };
    }),
  };
}

const attachments: PromptData['attachments'] = [
  { reference: 'input.photo', kind: 'image' },
  { reference: 'input.notes', kind: 'document' },
];

async function upload(name: string, bytes: Uint8Array | string, projectId = ground.project.id) {
  const { orm, actor } = ground;
  const read = async () => Buffer.from(bytes);
  const added = await addUpload({ orm, payloads: payloadsIn(orm) }, actor, { projectId, name, read });
  return added.asValue();
}

async function ran(graph: WorkflowGraph, input: Record<string, unknown>) {
  const run = await ground.start(await ground.createWorkflow(graph), input);
  const ended = await ground.finished(run);
  return { ended, attempts: await ground.attemptsOf(run) };
}

describe('a file of the input', () => {
  test('is shown to the model that is asked, and described in the input', async () => {
    const { png, quarters } = drawProbeImage();
    const photo = await upload('photo.png', png);
    const notes = await upload('notes.md', 'They are four colours.');
    const { ended } = await ran(graphOf('seeing', { attachments }), { photo: photo.id, notes: notes.id });
    expect(ended.input).toEqual({ photo, notes });
    const answer = String(ended.output?.answer);
    for (const colour of quarters) expect(answer).toContain(colour);
    const kept = await ground.inTenant((em) => em.findOneOrFail(Upload, { name: 'photo.png' }));
    expect(kept.usedAt).not.toBeNull();
  });

  test('that was not given is not attached', async () => {
    const { ended } = await ran(graphOf('seeing', { attachments }), {});
    expect(ended.status).toBe('SUCCEEDED');
    expect(ended.input).toEqual({ photo: null, notes: null });
  });

  test('is left out for a model without vision where the step allows that, and both say so', async () => {
    const photo = await upload('left.png', drawProbeImage().png);
    const graph = graphOf('blind', { attachments, onMissingCapability: 'degrade' });
    const { ended, attempts } = await ran(graph, { photo: photo.id });
    expect(String(ended.output?.answer)).toContain('left.png');
    expect(attempts[0]?.reason).toContain('Without Vision');
  });

  test('that is a PDF asks for vision when it runs', async () => {
    const notes = await upload('paper.pdf', '%PDF-1.7');
    const graph = graphOf('blind', { attachments: attachments.slice(1) });
    const { ended } = await ran(graph, { notes: notes.id });
    expect(ended.error).toMatchObject({ code: 'NO_CANDIDATE' });
    expect(ended.error?.message).toContain('PDF');
  });

  test('is too much with others beyond 20 MB', async () => {
    const photo = await upload('large.png', drawProbeImage().png);
    await ground.orm.em.fork().execute(`update upload set size = 21 * 1024 * 1024 where name = 'large.png'`);
    const { ended } = await ran(graphOf('seeing', { attachments }), { photo: photo.id });
    expect(ended.error).toMatchObject({ code: 'ATTACHMENTS_TOO_LARGE' });
  });
});

describe('no run starts with', () => {
  const refused = async (input: Record<string, unknown>) =>
    ground.queue(await ground.createWorkflow(graphOf('seeing', { attachments })), input);

  test('a file of another project, of nobody, or with nonsense for a name', async () => {
    const other = await ground.inTenant((em) => createProject(em, ground.actor, { name: `Other ${uuid()}` }));
    const elsewhere = await upload('elsewhere.png', drawProbeImage().png, other.id);
    for (const photo of [elsewhere.id, writeGlobalId({ type: 'Upload', id: uuid() }), 'nonsense', '../x'])
      await expect(refused({ photo })).rejects.toThrow('there is no such file in this project');
    await expect(refused({ photo: { id: elsewhere.id } })).rejects.toThrow(
      'must be the id of an uploaded file',
    );
    const untouched = await ground.inTenant((em) => em.findOneOrFail(Upload, { name: 'elsewhere.png' }));
    expect(untouched.usedAt).toBeNull();
  });

  test('a document in the place of an image', async () => {
    const notes = await upload('text.txt', 'text');
    await expect(refused({ photo: notes.id })).rejects.toThrow('must be an image (PNG, JPEG, WebP or GIF)');
  });
});
