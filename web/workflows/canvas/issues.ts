import type { WorkflowGraph } from '@patchbay/schema/workflow-graph.ts';

/** What stands between a draft and running, at its place. */
export interface Issue {
  nodeId: string | null;
  path: readonly string[];
  message: string;
  blocksPublishing: boolean;
}

/** What the server says of a graph. Some of it only the server can know: whether a model is there. */
export interface Heard {
  graph: WorkflowGraph;
  issues: readonly Issue[];
}

export type Check = (graph: WorkflowGraph) => readonly Issue[];

/** Fetches what checking takes: templates and expressions have engines of their own, which nobody needs to look at a canvas. */
export async function loadCheck(): Promise<Check> {
  const { validateWorkflow } = await import('@patchbay/schema/validate-workflow.ts');
  const known = new WeakMap<WorkflowGraph, Issue[]>();
  return (graph) => {
    let issues = known.get(graph);
    if (!issues) {
      issues = validateWorkflow(graph).map((issue) => ({
        ...issue,
        path: issue.path.map(String),
        blocksPublishing: true,
      }));
      known.set(graph, issues);
    }
    return issues;
  };
}

/** What the graph says by itself, and what only the server knows. */
export function issuesOf(graph: WorkflowGraph, heard: Heard, check: Check): readonly Issue[] {
  const toldHere = new Set(check(heard.graph).map(nameOf));
  const there = new Set(graph.nodes.map(({ id }) => id));
  const ofServer = heard.issues.filter(
    (issue) => !toldHere.has(nameOf(issue)) && (issue.nodeId === null || there.has(issue.nodeId)),
  );
  return [...check(graph), ...ofServer];
}

const nameOf = ({ nodeId, path, message }: Issue) => JSON.stringify([nodeId, path, message]);
