import type { Path } from 'react-hook-form';
import type { ModelFormValues } from './model-form-values';
import { askedFields, type ProviderField } from './provider-fields';

/** Where a failed test points to, by the kind of its failure. Most say nothing about a field. */
const places: Record<string, { place: Place; message: string }[]> = {
  credentials: [{ place: 'credentials', message: 'The provider refused this.' }],
  unreachable: [{ place: 'address', message: 'This server could not be reached.' }],
  'egress-refused': [{ place: 'address', message: 'This address may not be called.' }],
  'malformed-answer': [{ place: 'address', message: 'What answered here did not speak as expected.' }],
  'model-not-found': [
    {
      place: 'modelId',
      message: 'The provider does not know this model, or the address is not the right one.',
    },
    { place: 'address', message: 'Check the path: most end in /v1.' },
  ],
};

type Place = 'credentials' | 'address' | 'modelId';

/** The fields that a failed test points to, each with a word about it. */
export function fieldsAtFault(
  errorKind: string | null,
  fields: readonly ProviderField[],
  values: ModelFormValues,
): { field: Path<ModelFormValues>; message: string }[] {
  return (places[errorKind ?? ''] ?? []).flatMap(({ place, message }) =>
    fieldsOf(place, fields, values).map((field) => ({ field, message })),
  );
}

function fieldsOf(
  place: Place,
  fields: readonly ProviderField[],
  values: ModelFormValues,
): Path<ModelFormValues>[] {
  if (place === 'modelId') return ['providerModelId'];
  if (values.credentialsFrom !== '') return ['credentialsFrom'];
  const wanted = askedFields(fields, values.fields).filter(({ secret, kind, when }) =>
    place === 'address' ? kind === 'URL' : secret || when !== null,
  );
  return wanted.map(({ name }): Path<ModelFormValues> => `fields.${name}`);
}
