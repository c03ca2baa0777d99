'use client';

import { useState } from 'react';

/** As much of a connection as paging needs. */
interface Connection {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** Where a list has been read to. The cache joins the pages; after a change the list starts over with `restart`. */
export function usePages() {
  const [after, setAfter] = useState<string | null>(null);
  return {
    after,
    restart: () => setAfter(null),
    /** For a table's `onMore`: absent when all is shown. */
    more: (connection: Connection | undefined) =>
      connection?.pageInfo.hasNextPage ? () => setAfter(connection.pageInfo.endCursor) : undefined,
  };
}
