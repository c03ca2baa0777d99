import type { UseFormReturn } from 'react-hook-form';
import type { Failure } from '@/graphql/outcome';
import type { ToolForm } from './tool-form-values';

/** Where the form shows what the server says of a field. */
const places = {
  name: 'name',
  description: 'description',
  connectionId: 'connectionId',
  'definition.url': 'url',
  'definition.parameters': 'json',
  'definition.query': 'json',
  'definition.body': 'json',
  'definition.tools': 'chosen',
} as const satisfies Record<string, keyof ToolForm>;

/** Each fault at its field, or above the buttons where the form has no such field. What was typed stays. */
export function placeFailure(form: UseFormReturn<ToolForm>, failure: Failure): void {
  const here = Object.entries(places).flatMap(([path, field]) => {
    const message = failure.fieldErrors[path];
    return message === undefined ? [] : [{ field, message }];
  });
  for (const [index, { field, message }] of here.entries())
    form.setError(field, { message }, { shouldFocus: index === 0 });
  if (here.length === 0) form.setError('root', { message: failure.message });
}
