'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { graphql } from '@/graphql/generated';
import type { StepsInsideQuery } from '@/graphql/generated/graphql';
import { useWhileSeen } from '../list/use-while-seen';
import type { Inside } from './tree-rows';

const StepsInside = graphql(`
  query StepsInside($runId: ID!, $path: String!, $after: String) {
    run(id: $runId) {
      id
      step(path: $path) {
        id
        children(first: 50, after: $after) {
          totalCount
          nodes {
            ...InsideStep
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`);

// Found by its name in the document above.
graphql(`
  fragment InsideStep on StepRun {
    id
    path
    name
    nodeId
    kind
    status
    origin
    startedAt
    finishedAt
    items {
      total
      done
      failed
    }
    error {
      code
    }
    attempts {
      id
      position
      modelSlug
      outcome
      startedAt
      firstTokenAt
      finishedAt
    }
  }
`);

type Page = NonNullable<NonNullable<StepsInsideQuery['run']>['step']>['children'];

const refreshEvery = 2_000;

/**
 * What is inside of the steps that are open, in pages, as far as somebody has looked. No event tells of it: while the
 * run goes on, what can still change is asked for again.
 */
export function useInside(runId: string, open: ReadonlySet<string>, goesOn: boolean) {
  const client = useClient();
  const [pages, setPages] = useState<ReadonlyMap<string, readonly Page[]>>(() => new Map());
  const reading = useRef(new Set<string>());

  const read = useCallback(
    async (path: string, index: number, after: string | null) => {
      const name = `${path} ${index}`;
      if (reading.current.has(name)) return;
      reading.current.add(name);
      const { data } = await client
        .query(StepsInside, { runId, path, after }, { requestPolicy: 'network-only' })
        .toPromise();
      reading.current.delete(name);
      const page = data?.run?.step?.children;
      if (page)
        setPages((before) => new Map(before).set(path, (before.get(path) ?? []).toSpliced(index, 1, page)));
    },
    [client, runId],
  );

  const more = useCallback(
    (path: string) => {
      const known = pages.get(path) ?? [];
      const last = known.at(-1)?.pageInfo;
      if (!last || last.hasNextPage) void read(path, known.length, last?.endCursor ?? null);
    },
    [pages, read],
  );

  const refresh = () => {
    for (const [path, known] of pages) {
      if (!open.has(path)) continue;
      for (const [index, page] of known.entries()) {
        const isLast = index === known.length - 1;
        const changes = page.nodes.some(({ status }) => status === 'RUNNING' || status === 'WAITING');
        if (isLast || changes) void read(path, index, known[index - 1]?.pageInfo.endCursor ?? null);
      }
    }
  };
  useWhileSeen(goesOn ? refreshEvery : null, refresh);
  // And once more when it has ended.
  const wasGoingOn = useRef(goesOn);
  useEffect(() => {
    if (wasGoingOn.current && !goesOn) refresh();
    wasGoingOn.current = goesOn;
  });

  return { inside: insideOf(pages), more };
}

function insideOf(pages: ReadonlyMap<string, readonly Page[]>): Map<string, Inside> {
  return new Map(
    [...pages].map(([path, known]) => [
      path,
      { steps: known.flatMap(({ nodes }) => nodes), total: known.at(-1)?.totalCount ?? 0 },
    ]),
  );
}
