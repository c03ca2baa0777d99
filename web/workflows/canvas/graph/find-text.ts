import { kindOf, type NodeKind } from '@patchbay/schema/nodes/index.ts';
import { nameFault } from '@patchbay/schema/nodes/node-kind.ts';
import { renameKey, withValueAt } from '@patchbay/schema/rename-key.ts';
import type { WorkflowGraph, WorkflowNode } from '@patchbay/schema/workflow-graph.ts';

type Path = readonly (string | number)[];

/** One place where a text stands: in the name or the key of a step, or in what it does. */
export interface Match {
  nodeId: string;
  /** Inside the node: ['name'], ['key'] or ['data', ...]. */
  path: Path;
  text: string;
  start: number;
}

/** Every place that holds the text, in the order of the steps; letters count alike, large or small. */
export function findText(graph: WorkflowGraph, wanted: string): Match[] {
  if (wanted === '') return [];
  const needle = wanted.toLowerCase();
  return graph.nodes.flatMap((node) =>
    textsOf(node).flatMap(({ path, text }) => {
      const starts = startsOf(text, needle);
      return starts.length > 0 && isFree(node, path)
        ? starts.map((start) => ({ nodeId: node.id, path, text, start }))
        : [];
    }),
  );
}

export type Replaced = {
  graph: WorkflowGraph;
  count: number;
  /** What could not be replaced, and why. */ left: string[];
};

/** Replaces at the given places. A key is renamed with all that refer to it. What would be no workflow is left as it is. */
export function replaceText(
  graph: WorkflowGraph,
  matches: readonly Match[],
  wanted: string,
  replacement: string,
): Replaced {
  let next = graph;
  let count = 0;
  const left: string[] = [];
  const groups = Map.groupBy(matches, ({ nodeId, path }) => JSON.stringify([nodeId, path]));
  for (const group of groups.values()) {
    const [first] = group;
    // Looked up anew: a key that was renamed has changed templates elsewhere.
    const node = next.nodes.find(({ id }) => id === first?.nodeId);
    const text = node && first ? textAt(node, first.path) : undefined;
    if (!node || !first || text === undefined) continue;
    const starts = startsOf(text, wanted.toLowerCase());
    const chosen = text === first.text ? group.map(({ start }) => start) : starts;
    const result = replaceIn(next, node, first.path, replaceAt(text, chosen, wanted.length, replacement));
    if (typeof result === 'string') left.push(`${node.name}: ${result}`);
    else [next, count] = [result, count + chosen.length];
  }
  return { graph: next, count, left };
}

function replaceIn(
  graph: WorkflowGraph,
  node: WorkflowNode,
  path: Path,
  text: string,
): WorkflowGraph | string {
  const [field, ...place] = path;
  if (field === 'key') {
    const fault = nameFault(text);
    if (fault !== null) return fault;
    const isTaken = graph.nodes.some(({ id, key }) => key === text && id !== node.id);
    return isTaken ? `Another step is called "${text}".` : renameKey(graph, node.id, text);
  }
  if (field === 'name') {
    if (text.trim() === '') return 'A step needs a name.';
    if (text.trim().length > 120) return 'A name has at most 120 characters.';
    return withNode(graph, { ...node, name: text.trim() });
  }
  const data = withValueAt<unknown>(node.data, place, text);
  const read = kindOf(node.kind).data.safeParse(data);
  if (!read.success) return read.error.issues[0]?.message ?? 'It would not be valid.';
  return withNode(graph, { ...node, data: read.data } as WorkflowNode);
}

function withNode(graph: WorkflowGraph, node: WorkflowNode): WorkflowGraph {
  return { ...graph, nodes: graph.nodes.map((other) => (other.id === node.id ? node : other)) };
}

function replaceAt(text: string, starts: readonly number[], length: number, replacement: string): string {
  return starts
    .toReversed()
    .reduce((result, start) => result.slice(0, start) + replacement + result.slice(start + length), text);
}

function startsOf(text: string, needle: string): number[] {
  const starts: number[] = [];
  const lower = text.toLowerCase();
  // Some letters grow when they are made small: then places would no longer agree, and none is better than a wrong one.
  if (lower.length !== text.length) return starts;
  for (let at = lower.indexOf(needle); at !== -1; at = lower.indexOf(needle, at + needle.length))
    starts.push(at);
  return starts;
}

interface Text {
  path: Path;
  text: string;
}

const known = new WeakMap<WorkflowNode, Text[]>();

function textsOf(node: WorkflowNode): Text[] {
  let texts = known.get(node);
  if (!texts) {
    texts = [
      { path: ['name'], text: node.name },
      ...(node.kind === 'note' ? [] : [{ path: ['key'], text: node.key }]),
      ...leaves(node.data, ['data']),
    ];
    known.set(node, texts);
  }
  return texts;
}

function leaves(value: unknown, path: Path): Text[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, inner]: [string | number, unknown]) => leaves(inner, [...path, key]));
}

function textAt(node: WorkflowNode, path: Path): string | undefined {
  return textsOf(node).find((text) => JSON.stringify(text.path) === JSON.stringify(path))?.text;
}

/** A text is one that people write where the kind would take another in its place; "json" as a kind of output is none. */
function isFree<Kind extends NodeKind>(node: WorkflowNode<Kind>, [field, ...place]: Path): boolean {
  if (field !== 'data') return true;
  return kindOf(node.kind).data.safeParse(withValueAt<unknown>(node.data, place, 'any other text')).success;
}

const labels: Record<string, string> = { name: 'Name', key: 'Key' };

/** Where a match stands, as people know it: "User prompt". */
export function placeLabel(node: WorkflowNode, path: Path): string {
  const [field, ...place] = path;
  const template = templatesOf(node).find((each) => JSON.stringify(each.place) === JSON.stringify(place));
  return (
    labels[String(field)] ?? template?.label ?? place.filter((part) => typeof part === 'string').join(' ')
  );
}

function templatesOf<Kind extends NodeKind>(node: WorkflowNode<Kind>) {
  return kindOf(node.kind).templates(node.data);
}
