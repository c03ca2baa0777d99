import type { Place } from '../nodes/node-kind.ts';
import type { WorkflowNode } from '../workflow-graph.ts';

/**
 * Field   the smallest part of a step that is compared and merged: its name, its key, its place on the canvas, or one
 *         entry of its data, such as a prompt's text. A list is one field: two orders of it cannot both be kept
 */
export type FieldPath = readonly ['name' | 'key' | 'kind' | 'position'] | readonly ['data', string];

export function fieldsOf(node: WorkflowNode): Map<string, { path: FieldPath; value: unknown }> {
  const { kind, key, name, position, data } = node;
  const fields: { path: FieldPath; value: unknown }[] = [
    { path: ['kind'], value: kind },
    { path: ['name'], value: name },
    { path: ['key'], value: key },
    { path: ['position'], value: position },
    ...Object.entries(data).map(([field, value]) => ({ path: ['data', field] as const, value })),
  ];
  return new Map(fields.map((field) => [nameOfField(field.path), field]));
}

const nameOfField = (path: Place): string => path.join('.');
