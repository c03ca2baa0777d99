import type { Path, UseFormReturn } from 'react-hook-form';
import type { Failure } from '@/graphql/outcome';
import type { ModelForm } from './model-form';

/** The API names a fault by its place in the input; here each stands at its own field. What was typed stays. */
export function showModelFailure(form: UseFormReturn<ModelForm>, failure: Failure): void {
  let shown = false;
  for (const [place, message] of Object.entries(failure.fieldErrors)) {
    const field = fieldAt(place, form.getValues());
    if (!field) continue;
    form.setError(field, { message }, { shouldFocus: !shown });
    shown = true;
  }
  if (!shown) form.setError('root', { message: failure.message });
}

function fieldAt(place: string, values: ModelForm): Path<ModelForm> | null {
  const inner = place.replace(/^setup\./, '');
  if (inner in values && inner !== 'fields') return inner as Path<ModelForm>;
  const name = inner.replace(/^fields\./, '');
  return name in values.fields ? `fields.${name}` : null;
}
