import type { Path, UseFormReturn } from 'react-hook-form';
import type { Failure } from '@/graphql/outcome';
import type { ModelFormValues } from './model-form-values';

/** The API names a fault by its place in the input; here each stands at its own field. What was typed stays. */
export function showModelFailure(form: UseFormReturn<ModelFormValues>, failure: Failure): void {
  let shown = false;
  for (const [place, message] of Object.entries(failure.fieldErrors)) {
    const field = fieldAt(place, form.getValues());
    if (!field) continue;
    form.setError(field, { message }, { shouldFocus: !shown });
    shown = true;
  }
  if (!shown) form.setError('root', { message: failure.message });
}

function fieldAt(place: string, values: ModelFormValues): Path<ModelFormValues> | null {
  const inner = place.replace(/^setup\./, '');
  const [, name] = /^fields\.(.+)$/.exec(inner) ?? [];
  if (name) return `fields.${name}`;
  return inner in values && inner !== 'fields' ? (inner as Path<ModelFormValues>) : null;
}
