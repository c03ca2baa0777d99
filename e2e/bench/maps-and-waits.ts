// What a map of many items takes, and what runs cost that do nothing but wait.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import type { Builder } from '../stack/builder.ts';
import { processOf } from '../stack/parts.ts';
import { atOnce, createBareLoop } from './bare-loop.ts';
import { type Figure, timed } from './figure.ts';
import { untilEnded } from './follow-run.ts';
import type { Ground } from './ground.ts';

const model = 'sandbox-delay-0';

export async function mapsAndWaits(ground: Ground): Promise<Figure[]> {
  return [...(await mapFigures(ground)), ...(await waitingFigures(ground))];
}

async function mapFigures(ground: Ground): Promise<Figure[]> {
  const items = ground.rounds(10_000);
  const builder = await ground.builder('Maps');
  await builder.addModel(ground.stackSandboxUrl, model);
  const inner = await published(builder);
  const outer = await builder.createWorkflow(
    graphOf(
      ['input', 'input', { fields: [{ name: 'list', type: 'json', label: 'List', required: true }] }],
      [
        'each',
        'map',
        {
          items: 'input.list',
          ...inner,
          fields: [{ name: 'text', value: '{{ item }}' }],
          results: ['answer'],
          concurrency: 50,
        },
      ],
      ['output', 'output', { results: [{ name: 'count', value: '{{ each.count }}' }] }],
    ),
  );
  const list = Array.from({ length: items }, (_item, index) => `item ${index}`);
  let run = '';
  const took = await timed(async () => {
    run = await start(builder, outer, { list });
    await untilEnded(builder.caller, run);
  });
  const memory = memoryOf(ground);
  const bare = await createBareLoop(ground.databaseUrl);
  const alone = await timed(() =>
    atOnce(items, 50, () => bare.chain(ground.stackSandboxUrl, [model], { insert: true })),
  ).finally(bare.close);
  return [
    {
      name: `map over ${items.toLocaleString('en')} items, 50 at a time, a prompt each`,
      unit: 's',
      value: took / 1_000,
      beside: { what: 'bare loop with INSERT', value: alone / 1_000 },
    },
    { name: '  memory of the worker after it', unit: 'MB', value: memory },
  ];
}

async function waitingFigures(ground: Ground): Promise<Figure[]> {
  const runs = ground.rounds(4_000);
  const builder = await ground.builder('Waiting');
  const workflow = await builder.createWorkflow(
    graphOf(
      ['input', 'input', { fields: [{ name: 'text', type: 'text', label: 'Text' }] }],
      ['ok', 'approval', { message: 'May {{ input.text }}?' }],
      ['output', 'output', { results: [{ name: 'by', value: '{{ ok.by }}' }] }],
    ),
  );
  const before = memoryOf(ground);
  await atOnce(runs, 16, (index) => start(builder, workflow, { text: `run ${index}` }));
  const waiting = `{ organization { runs(first: 1, status: [WAITING]) { totalCount } } }`;
  for (;;) {
    const { organization } = await builder.caller.ask<{
      organization: { runs: { totalCount: number } };
    }>(waiting);
    if (organization.runs.totalCount >= runs) break;
    await sleep(500);
  }
  const what = `${runs.toLocaleString('en')} runs that wait for a person`;
  const after = memoryOf(ground);
  return [
    {
      name: `memory of the worker with ${what}`,
      unit: 'MB',
      value: after,
      beside: { what: 'before', value: before },
    },
  ];
}

async function published(builder: Builder): Promise<{ workflow: string; version: number }> {
  const { id, revision } = await builder.createWorkflow(
    graphOf(
      ['input', 'input', { fields: [{ name: 'text', type: 'text', label: 'Text' }] }],
      ['ask', 'prompt', { model, user: '{{ input.text }}' }],
      ['output', 'output', { results: [{ name: 'answer', value: '{{ ask.text }}' }] }],
    ),
  );
  const { version } = await builder.caller.change<{ version: { number: number } }>(
    'publishWorkflow',
    { workflowId: id, revision },
    'version { number }',
  );
  const { node } = await builder.caller.ask<{ node: { reference: string } }>(
    'query ($id: ID!) { node(id: $id) { ... on Workflow { reference } } }',
    { id },
  );
  return { workflow: node.reference, version: version.number };
}

async function start(
  builder: Builder,
  { id, revision }: { id: string; revision: number },
  input: object,
): Promise<string> {
  const { run } = await builder.caller.change<{ run: { id: string } }>(
    'startRun',
    { workflowId: id, draftRevision: revision, input, idempotencyKey: randomUUID() },
    'run { id }',
  );
  return run.id;
}

/** Steps one after another; the first way out of each leads on. */
function graphOf(...steps: [id: string, kind: string, data: object][]): object {
  const portOf = (kind?: string) => (kind === 'approval' ? 'approved' : 'out');
  return {
    version: 1,
    nodes: steps.map(([id, kind, data], index) => ({
      id,
      key: id,
      name: id,
      kind,
      position: { x: index * 340, y: 0 },
      data,
    })),
    edges: steps.slice(1).map(([id], index) => ({
      id: `e${index}`,
      source: steps[index]?.[0],
      sourcePort: portOf(steps[index]?.[1]),
      target: id,
      targetPort: 'in',
    })),
  };
}

/** In MB, as the kernel counts what is resident. */
function memoryOf({ stack }: Ground): number {
  const status = readFileSync(`/proc/${processOf(stack.dataDir, 'worker')}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}
