import type { TypedDocumentNode } from '@urql/core';
import { useState } from 'react';
import { type AnyVariables, useClient } from 'urql';
import type { Failure } from './outcome';

/** Asks the server, whatever the cache holds. */
type Ask = <Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
) => Promise<Data | undefined>;

interface Edit<Thing> {
  /** What the form stands on: as it was opened, or as somebody else has saved it since. */
  base: Thing;
  /** Reads the refusal of a save: where somebody was quicker, `base` goes along, and the message says so. */
  refused(failure: Failure): Promise<Failure>;
}

/** An edit of what others may edit at the same time; `look` gives it as it is now. */
export function useEdit<Thing>(
  opened: Thing,
  look: (ask: Ask) => Promise<Thing | null | undefined>,
): Edit<Thing> {
  const client = useClient();
  const [base, setBase] = useState(opened);
  const ask: Ask = async (document, variables) =>
    (await client.query(document, variables, { requestPolicy: 'network-only' }).toPromise()).data;
  async function refused(failure: Failure): Promise<Failure> {
    if (!('expectedRevision' in failure.fieldErrors)) return failure;
    const now = await look(ask);
    if (!now) return failure;
    setBase(now);
    const message = `${failure.message} What you have not touched is shown as it is now.`;
    return { ...failure, message };
  }
  return { base, refused };
}
