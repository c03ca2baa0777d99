// Graphs for property tests: the same seed gives the same graph, so that a failure can be looked at again.
import { kindOf } from '../nodes/index.ts';
import type { HttpData } from '../nodes/http.ts';
import type { PromptData } from '../nodes/prompt.ts';
import {
  outputPortsOf,
  type WorkflowEdge,
  type WorkflowGraph,
  type WorkflowNode,
} from '../workflow-graph.ts';

export type Random = {
  below(limit: number): number;
  chance(share: number): boolean;
  oneOf<T>(items: readonly T[]): T;
};

export function seeded(seed: number): Random {
  let state = seed * 2_654_435_761 + 1;
  const next = () => {
    // A linear congruence is random enough to shuffle a graph.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    chance: (share) => next() < share,
    oneOf: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('There is nothing to choose from.');
      return item;
    },
  };
}

/** A graph that the editor could have saved: any shape without a cycle, with steps at every stage of being done. */
export function randomGraph(random: Random, size = 2 + random.below(20)): WorkflowGraph {
  const nodes: WorkflowNode[] = [];
  const edges: WorkflowEdge[] = [];
  for (let index = 0; index < size; index += 1) {
    const sources = nodes.filter(({ kind }) => kind !== 'output');
    const node = randomNode(random, index, sources);
    nodes.push(node);
    if (node.kind === 'input') continue;
    for (const { id: source } of sources) {
      const ports = outputPortsOf(nodes.find(({ id }) => id === source) ?? node);
      if (ports.length === 0 || !random.chance(2 / (1 + sources.length))) continue;
      const sourcePort = random.oneOf(ports).id;
      edges.push({ id: `e${edges.length}`, source, sourcePort, target: node.id, targetPort: 'in' });
    }
  }
  return { version: 1, nodes, edges };
}

function randomNode(random: Random, index: number, earlier: readonly WorkflowNode[]): WorkflowNode {
  const base = {
    id: `n${index}`,
    key: `step_${index}`,
    name: `Step ${index}`,
    position: { x: random.below(2_000) - 1_000, y: random.below(2_000) },
  };
  const value = () => (earlier.length > 0 ? `${random.oneOf(earlier).key}.text` : '1');
  const reference = () => (earlier.length > 0 ? `{{ ${random.oneOf(earlier).key}.text }}` : 'nothing yet');
  if (index === 0) return { ...base, kind: 'input', data: kindOf('input').initial() };
  if (random.chance(0.2)) {
    return { ...base, kind: 'output', data: { results: [{ name: `result_${index}`, value: reference() }] } };
  }
  if (random.chance(0.5)) return { ...base, ...randomOther(random, value) } as WorkflowNode;
  return { ...base, kind: 'prompt', data: randomPrompt(random, `Go on from ${reference()}.`) };
}

/** Steps that ask no model. */
function randomOther(random: Random, value: () => string): Pick<WorkflowNode, 'kind' | 'data'> {
  return random.oneOf<() => Pick<WorkflowNode, 'kind' | 'data'>>([
    () => ({ kind: 'condition', data: { expression: `${value()} == "yes"` } }),
    () => ({
      kind: 'switch',
      data: {
        cases: Array.from({ length: random.below(4) }, (_, index) => ({
          id: `case-${index}`,
          name: '',
          when: `${value()} == "${index}"`,
        })),
      },
    }),
    () => ({ kind: 'transform', data: { fields: [{ name: 'text', expression: value() }] } }),
    () => ({ kind: 'merge', data: { fields: [{ name: 'text', from: [value(), value()] }] } }),
    () => ({
      kind: 'http',
      data: {
        ...kindOf('http').initial(),
        url: `https://api.example.com/{{ ${value()} }}`,
        onError: random.oneOf<HttpData['onError']>([
          { kind: 'fail' },
          { kind: 'branch' },
          { kind: 'default', value: { text: '' } },
        ]),
      },
    }),
  ])();
}

export function randomPrompt(random: Random, user: string): PromptData {
  return {
    ...kindOf('prompt').initial(),
    model: random.oneOf(['default', 'sandbox-fast', 'openai/gpt-5.4', '']),
    user: random.chance(0.1) ? '' : user,
    output: random.oneOf<PromptData['output']>([
      { kind: 'text' },
      { kind: 'json', schema: { type: 'object', properties: { b: {}, a: {} } }, mode: 'native' },
      { kind: 'json', schema: { type: 'object' }, mode: 'instructed' },
    ]),
    reasoning: random.oneOf<PromptData['reasoning']>([null, { effort: 'low' }, { maxTokens: 500 }]),
    tools: random.oneOf<string[]>([[], ['0190a1b2-0000-7000-8000-000000000001']]),
    attachments: random.oneOf<PromptData['attachments']>([
      [],
      [{ reference: 'input.photo', kind: 'image' }],
      [{ reference: 'input.paper', kind: 'document' }],
    ]),
    onMissingCapability: random.oneOf(['refuse', 'degrade']),
  };
}
