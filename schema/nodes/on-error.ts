import * as z from 'zod';
import { listSome } from '../list-some.ts';
import type { Shape } from '../shape.ts';
import { type DataIssue, flowOut, type Port } from './node-kind.ts';

/** What a step does that has failed for good: end the run, go on by another way, or give something else instead. */
export const onErrorSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('fail') }),
    z.strictObject({ kind: z.literal('branch') }),
    z.strictObject({ kind: z.literal('default'), value: z.record(z.string(), z.unknown()) }),
  ])
  .default({ kind: 'fail' });

export type OnError = z.infer<typeof onErrorSchema>;

/** How often a step is tried again before it has failed for good. */
export const retriesSchema = z.int().min(0).max(5, 'A step is tried again at most 5 times.').default(0);

const onErrorPort: Port = { id: 'error', label: 'On error', type: 'flow' };

export const portsOf = ({ onError }: { onError: OnError }): readonly Port[] =>
  onError.kind === 'branch' ? [...flowOut, onErrorPort] : flowOut;

export const portsTaken = ({ onError }: { onError: OnError }, output: object): readonly string[] =>
  onError.kind === 'branch' && Object.hasOwn(output, 'error') ? ['error'] : ['out'];

const errorShape: Shape = { kind: 'record', fields: { code: { kind: 'text' }, message: { kind: 'text' } } };

export const shapeWithError = (
  { onError }: { onError: OnError },
  fields: Readonly<Record<string, Shape>>,
): Shape => ({
  kind: 'record',
  fields: onError.kind === 'branch' ? { ...fields, error: errorShape } : fields,
});

/** Later steps refer to what the step gives, so what stands in for it gives the same. */
export function defaultFaults({ onError }: { onError: OnError }, fields: readonly string[]): DataIssue[] {
  if (onError.kind !== 'default') return [];
  const place = ['onError', 'value'];
  const missing = fields.filter((field) => !Object.hasOwn(onError.value, field));
  const unknown = Object.keys(onError.value).filter((field) => !fields.includes(field));
  return [
    ...(missing.length > 0
      ? [{ place, message: `Give every field that the step gives. Missing: ${listSome(missing)}.` }]
      : []),
    ...(unknown.length > 0
      ? [{ place, message: `The step gives no such field: ${listSome(unknown)}. Remove it.` }]
      : []),
  ];
}
