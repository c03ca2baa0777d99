import { type Figure, timed, timings } from './figure.ts';
import type { Ground } from './ground.ts';
import { median } from './statistics.ts';

const size = 1_000;

/** A thousand steps, of which every tenth says something else in the second version. */
function graphOf(version: 1 | 2) {
  const ids = ['input', ...Array.from({ length: size - 2 }, (_, index) => `p${index + 1}`), 'output'];
  const words = 'Answer briefly, in the language of the question, and name your sources. '.repeat(4);
  return {
    version: 1,
    nodes: ids.map((id, index) => ({
      id,
      key: id,
      name: `Step ${index}`,
      position: { x: (index % 40) * 340, y: Math.floor(index / 40) * 160 },
      ...(id === 'input'
        ? { kind: 'input', data: { fields: [{ name: 'text', label: 'Text', type: 'text' }] } }
        : id === 'output'
          ? { kind: 'output', data: { results: [{ name: 'result', value: `{{ ${ids[index - 1]}.text }}` }] } }
          : {
              kind: 'prompt',
              data: {
                model: 'default',
                user: `${words}${version === 2 && index % 10 === 0 ? 'Twice.' : ''}`,
              },
            }),
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

const comparing = `query ($id: ID!) { node(id: $id) { ... on Workflow { comparison(from: 1, to: 2) { changeCount
  steps { kind nodeId name fields { path before after } } connections { kind } } } } }`;
const reading = `query ($id: ID!) { node(id: $id) { ... on Workflow { versions(first: 2) { nodes { graph } } } } }`;

/** Two versions of a thousand steps compared, beside fetching the two as they are. */
export async function comparison({ builder, stackSandboxUrl, rounds }: Ground): Promise<Figure[]> {
  const { caller, addModel, createWorkflow } = await builder('Compared');
  await addModel(stackSandboxUrl, 'sandbox-delay-0');
  const named = (version: 1 | 2) =>
    JSON.parse(JSON.stringify(graphOf(version)).replaceAll('"default"', '"sandbox-delay-0"')) as object;
  const { id } = await createWorkflow(named(1));
  const publish = (revision: number) =>
    caller.change('publishWorkflow', { workflowId: id, revision }, 'version { number }');
  await publish(1);
  await caller.change(
    'saveDraft',
    { workflowId: id, expectedRevision: 1, graph: named(2) },
    'workflow { id }',
  );
  await publish(2);

  const { node } = await caller.ask<{ node: { comparison: { changeCount: number } } }>(comparing, { id });
  const changed = Math.floor((size - 2) / 10);
  if (node.comparison.changeCount !== changed)
    throw new Error(
      `${node.comparison.changeCount} steps differ, not ${changed}: this would measure something else.`,
    );
  const [compared, read]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds(60); round += 1) {
    read.push(await timed(() => caller.ask(reading, { id })));
    compared.push(await timed(() => caller.ask(comparing, { id })));
  }
  const beside = { what: 'fetching the two', value: median(read) };
  return [timings(`two versions of ${size.toLocaleString('en')} steps compared`, compared, beside)];
}
