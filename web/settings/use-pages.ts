'use client';

import { useState } from 'react';

/** As much of a connection as paging needs. */
interface Connection {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

type Variables = Readonly<Record<string, unknown>>;

/**
 * Where a list has been read to. The cache joins the pages; after a change the list starts over with `restart`, and so
 * it does where it asks for something else: `question` holds the variables that say for what.
 */
export function usePages(question: Variables = {}) {
  const asked = JSON.stringify(question);
  const [place, setPlace] = useState<{ asked: string; after: string | null }>({ asked, after: null });
  const after = place.asked === asked ? place.after : null;
  return {
    after,
    restart: () => setPlace({ asked, after: null }),
    /** For a table's `onMore`: absent when all is shown. */
    more: (connection: Connection | undefined) =>
      connection?.pageInfo.hasNextPage
        ? () => setPlace({ asked, after: connection.pageInfo.endCursor })
        : undefined,
    /** For a table's `outdated`: what was answered to another question stays in sight until this one is answered. */
    isOutdated(answered: { variables: Variables } | undefined): boolean {
      if (!answered) return false;
      const names = Object.keys(question);
      return (
        JSON.stringify(Object.fromEntries(names.map((name) => [name, answered.variables[name]]))) !== asked
      );
    },
  };
}
