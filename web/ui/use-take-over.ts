import { useEffect, useRef } from 'react';
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { typedSince } from './typed-since';

interface Saved<Values> {
  revision: number | null;
  values: Values;
}

/** Where somebody has saved meanwhile what a form edits, the form goes along but for what was typed in it. */
export function useTakeOver<Values extends FieldValues>(
  form: UseFormReturn<Values>,
  saved: Saved<Values> | null,
): void {
  const began = useRef(saved);
  useEffect(() => {
    if (!saved || saved.revision === began.current?.revision) return;
    const typed = typedSince(began.current?.values, form.getValues());
    began.current = saved;
    form.reset(saved.values, { keepErrors: true });
    for (const [path, value] of typed)
      form.setValue(path as Path<Values>, value as never, { shouldDirty: true });
  }, [form, saved]);
}
