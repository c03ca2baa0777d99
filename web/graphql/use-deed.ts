'use client';

import type { TypedDocumentNode } from '@urql/core';
import { useCallback } from 'react';
import { useMutation, type AnyVariables } from 'urql';
import { outcomeOf, type DeclaredError, type Outcome } from './outcome';

type FieldOf<Data> = Extract<Exclude<Data[Exclude<keyof Data, '__typename'>], null | undefined>, object>;

/** Runs a mutation of one field and answers with its outcome: `const [archive, archiving] = useDeed(ArchiveProject)`. */
export function useDeed<Data extends object, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
): [
  run: (variables: Variables) => Promise<Outcome<Exclude<FieldOf<Data>, DeclaredError>>>,
  pending: boolean,
] {
  const [{ fetching }, execute] = useMutation(document);
  const run = useCallback(
    async (variables: Variables) => {
      const { data, error } = await execute(variables);
      return outcomeOf(onlyField(data), error);
    },
    [execute],
  );
  return [run, fetching];
}

function onlyField<Data extends object>(data: Data | undefined): FieldOf<Data> | undefined {
  const fields: [string, FieldOf<Data>][] = Object.entries(data ?? {});
  return fields.find(([name]) => name !== '__typename')?.[1];
}
