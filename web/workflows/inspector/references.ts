import { kindOf, type NodeKind } from '@patchbay/schema/nodes/index.ts';
import type { FileShape, Shape } from '@patchbay/schema/shape.ts';
import { upstreamOf } from '@patchbay/schema/upstream.ts';
import { outputShapeOf, type WorkflowGraph, type WorkflowNode } from '@patchbay/schema/workflow-graph.ts';

/** What a template may refer to: one value of an earlier step. */
export interface Reference {
  /** As templates write it: "summarise.text". */
  path: string;
  kind: Shape['kind'];
}

/** A file that a prompt can be given. */
interface FileReference {
  reference: string;
  kind: FileShape;
}

export interface StepReferences {
  nodeId: string;
  name: string;
  references: Reference[];
}

/** Steps before this one, the nearest last, each with its values. A step without any is left out. */
export function referencesFor(graph: WorkflowGraph, nodeId: string): StepReferences[] {
  const steps = upstreamOf(graph, nodeId).map((step) => ({
    nodeId: step.id,
    name: step.name,
    references: valuesIn(outputShapeOf(step), step.key),
  }));
  const step = graph.nodes.find(({ id }) => id === nodeId);
  const own = step ? Object.entries(localsOf(step)).flatMap(([name, shape]) => valuesIn(shape, name)) : [];
  return [...steps, { nodeId, name: 'The item', references: own }].filter(
    ({ references }) => references.length > 0,
  );
}

function localsOf<Kind extends NodeKind>(step: WorkflowNode<Kind>): Readonly<Record<string, Shape>> {
  return kindOf(step.kind).locals(step.data);
}

/** Files of the steps before this one. */
export function filesFor(graph: WorkflowGraph, nodeId: string): FileReference[] {
  return upstreamOf(graph, nodeId).flatMap((step) => filesIn(outputShapeOf(step), step.key));
}

function filesIn(shape: Shape, path: string, depth = 0): FileReference[] {
  if (shape.kind !== 'record' || depth > deepest) return [];
  if (shape.file) return [{ reference: path, kind: shape.file }];
  return Object.entries(shape.fields).flatMap(([name, field]) =>
    filesIn(field, partOf(path, name), depth + 1),
  );
}

const deepest = 3;

function valuesIn(shape: Shape, path: string, depth = 0): Reference[] {
  if (shape.kind !== 'record') return [{ path, kind: shape.kind }];
  const inner =
    depth < deepest
      ? Object.entries(shape.fields).flatMap(([name, field]) =>
          valuesIn(field, partOf(path, name), depth + 1),
        )
      : [];
  // The step itself is no value; a record within it is one as a whole, too.
  return depth === 0 ? inner : [{ path, kind: shape.kind }, ...inner];
}

const partOf = (path: string, name: string) =>
  /^[A-Za-z_][\w-]*$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
