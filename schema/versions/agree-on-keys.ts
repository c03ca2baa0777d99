import { renameKey } from '../rename-key.ts';
import { keyFor } from '../step-key.ts';
import { indexOf, type WorkflowGraph } from '../workflow-graph.ts';
import type { Sides } from './merge-graphs.ts';

/**
 * One key for each step on all sides, references included. Who renamed a step also changed every template that names
 * it: without this each of them would look like a change of that template.
 */
export function agreeOnKeys({ base, mine, theirs }: Sides): Sides {
  const agreed = new Map<string, string>();
  const taken = new Set<string>();
  const agree = (nodeId: string, wanted: string) => {
    const key = taken.has(wanted) ? keyFor(wanted, taken) : wanted;
    taken.add(key);
    agreed.set(nodeId, key);
  };
  const [inBase, inMine] = [indexOf(base).nodes, indexOf(mine).nodes];
  const renamedByMe = (nodeId: string, theirKey: string): string | undefined => {
    const key = inMine.get(nodeId)?.key;
    return theirKey === inBase.get(nodeId)?.key && key !== theirKey ? key : undefined;
  };
  // What they have saved stays as it is called, wherever the two sides use one key for different steps.
  const unrenamed = theirs.nodes.filter(({ id, key }) => renamedByMe(id, key) === undefined);
  for (const { id, key } of unrenamed) agree(id, key);
  for (const { id, key } of theirs.nodes) if (!agreed.has(id)) agree(id, renamedByMe(id, key) ?? key);
  for (const { id, key } of mine.nodes) if (!agreed.has(id)) agree(id, key);
  return {
    base: withKeys(base, agreed),
    mine: withKeys(mine, agreed),
    theirs: withKeys(theirs, agreed),
  };
}

/** By way of names that nobody has: two steps may have changed their keys for one another's. */
function withKeys(graph: WorkflowGraph, keys: ReadonlyMap<string, string>): WorkflowGraph {
  const renamed = graph.nodes.flatMap(({ id, key }) => {
    const to = keys.get(id);
    return to === undefined || to === key ? [] : [{ id, to }];
  });
  const between = renamed.reduce((next, { id }, index) => renameKey(next, id, `renamed_${index}_`), graph);
  return renamed.reduce((next, { id, to }) => renameKey(next, id, to), between);
}
