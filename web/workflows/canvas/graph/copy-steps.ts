import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import { isRecord } from '@patchbay/schema/shape.ts';
import {
  graphLimits,
  graphVersion,
  type WorkflowEdge,
  type WorkflowGraph,
  type WorkflowNode,
} from '@patchbay/schema/workflow-graph.ts';

/** Steps with the edges among them: what the clipboard holds as JSON. */
export interface CopiedSteps {
  nodes: readonly WorkflowNode[];
  edges: readonly WorkflowEdge[];
}

const mark = 'steps';
const version = 1;

export function pickSteps(graph: WorkflowGraph, ids: ReadonlySet<string>): CopiedSteps {
  return {
    nodes: graph.nodes.filter(({ id }) => ids.has(id)),
    edges: graph.edges.filter(({ source, target }) => ids.has(source) && ids.has(target)),
  };
}

export function writeSteps({ nodes, edges }: CopiedSteps): string {
  return JSON.stringify({ patchbay: mark, version, nodes, edges });
}

export type ReadSteps = { steps: CopiedSteps } | { fault: string };

/** What a clipboard holds may come from anywhere: it is read as strictly as a document that is imported. */
export function readSteps(text: string): ReadSteps {
  if (text.trim() === '') return { fault: 'The clipboard holds no text.' };
  if (text.length > 2 * graphLimits.bytes) return { fault: 'The clipboard holds more than a workflow can.' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: 'The clipboard holds no steps. Copy some on a canvas of Patchbay.' };
  }
  if (!isRecord(value) || !Object.hasOwn(value, 'patchbay') || value.patchbay !== mark)
    return { fault: 'The clipboard holds no steps. Copy some on a canvas of Patchbay.' };
  const { patchbay: _mark, version: made, ...rest } = value;
  if (typeof made === 'number' && made > version)
    return {
      fault: 'These steps were copied in a later version of Patchbay. Reload this page, then paste again.',
    };
  if (made !== version) return { fault: 'These steps say of no version that can be read.' };
  const { graph, issues } = parseWorkflow({ ...rest, version: graphVersion });
  if (!graph)
    return { fault: `The steps on the clipboard cannot be read: ${issues[0]?.message ?? ''}`.trim() };
  return graph.nodes.length === 0 ? { fault: 'The clipboard holds no steps.' } : { steps: graph };
}
