import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import type { Failure } from '../graphql/outcome';

/**
 * Puts a failure where it belongs: at its fields, or above the buttons (`errors.root`) when it is about none of those
 * that the form has. What was typed stays.
 */
export function showFailure<Values extends FieldValues>(form: UseFormReturn<Values>, failure: Failure): void {
  const values = form.getValues();
  const here = Object.entries(failure.fieldErrors).filter(([field]) => field in values);
  for (const [index, [field, message]] of here.entries()) {
    form.setError(field as Path<Values>, { message }, { shouldFocus: index === 0 });
  }
  if (here.length === 0) form.setError('root', { message: failure.message });
}
