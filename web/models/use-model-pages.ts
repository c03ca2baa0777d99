'use client';

import { useMemo, useState } from 'react';
import { type Client, type CombinedError, stringifyVariables, useClient, useQuery } from 'urql';
import type { FurtherModelsQuery, ModelsQuery, ModelsQueryVariables } from '@/graphql/generated/graphql';
import type { ModelFilters } from './filters-in-url';
import { FurtherModels, type Model, type ModelFacets, Models, variablesOf } from './models-query';

export interface ModelPages {
  /** What has been read so far; undefined until the first answer. */
  models: readonly Model[] | undefined;
  /** How many there are under the filters, read or not. */
  total: number | undefined;
  facets: ModelFacets | undefined;
  /** False while what is shown still answers the filters before these. */
  current: boolean;
  error: CombinedError | undefined;
  retry(): void;
  /** Reads the next page; absent when all is read, or the next is on its way. */
  more: (() => void) | undefined;
  moreFailed: boolean;
}

type Page = FurtherModelsQuery['models'];

interface Further {
  /** The first page that these follow. */
  of: ModelsQuery['models'] | undefined;
  pages: readonly Page[];
  state: 'resting' | 'reading' | 'failed';
}

/**
 * The models under some filters, read on as far as somebody has looked. Each page is an answer of its own: the
 * twentieth costs no more than the second. When the first one changes, those after it are taken from the cache as far
 * as they still follow; a change of models forgets them all.
 */
export function useModelPages(filters: ModelFilters): ModelPages {
  const client = useClient();
  const variables = useMemo(() => variablesOf(filters), [filters]);
  const [{ data, error, operation }, retry] = useQuery({
    query: Models,
    variables,
    // Others add models, too.
    requestPolicy: 'cache-and-network',
  });
  const first = data?.models;
  const current = operation !== undefined && sameQuestion(operation.variables, variables);
  const [further, setFurther] = useState<Further>({ of: undefined, pages: [], state: 'resting' });
  if (further.of !== first) {
    setFurther({ of: first, pages: first ? pagesAfter(client, first, variables) : [], state: 'resting' });
  }

  const last = further.pages.at(-1) ?? first;
  const after = last?.pageInfo.hasNextPage ? last.pageInfo.endCursor : null;

  async function more(after: string) {
    setFurther((now) => ({ ...now, state: 'reading' }));
    const { data } = await client.query(FurtherModels, { ...variables, after }).toPromise();
    setFurther((now) => {
      // The list may have begun anew meanwhile.
      if (now.of !== first) return now;
      if (!data) return { ...now, state: 'failed' };
      return { ...now, pages: [...now.pages, data.models], state: 'resting' };
    });
  }

  const models = useMemo(
    () => first && [first, ...further.pages].flatMap(({ nodes }) => nodes),
    [first, further.pages],
  );
  return {
    // That nothing met the filters before says nothing of these.
    models: current || models?.length !== 0 ? models : undefined,
    total: first?.totalCount,
    facets: data?.whole.facets,
    current,
    error: current && !first ? error : undefined,
    retry: () => retry({ requestPolicy: 'network-only' }),
    more: current && after !== null && further.state !== 'reading' ? () => void more(after) : undefined,
    moreFailed: further.state === 'failed',
  };
}

function sameQuestion(one: object, other: object): boolean {
  return stringifyVariables(one) === stringifyVariables(other);
}

/** What was read before and has not been forgotten: a way back leads to where one was. */
function pagesAfter(client: Client, first: Pick<Page, 'pageInfo'>, variables: ModelsQueryVariables): Page[] {
  const pages: Page[] = [];
  for (let page = first; page.pageInfo.hasNextPage && page.pageInfo.endCursor !== null;) {
    const asked = { ...variables, after: page.pageInfo.endCursor };
    const known = client.readQuery(FurtherModels, asked, { requestPolicy: 'cache-only' });
    if (!known?.data) break;
    pages.push(known.data.models);
    page = known.data.models;
  }
  return pages;
}
