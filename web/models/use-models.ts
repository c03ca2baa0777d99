'use client';

import type { ModelFacts } from '@patchbay/schema/capabilities.ts';
import { type Dispatch, type SetStateAction, useCallback, useEffect, useState } from 'react';
import { type Client, type OperationResult, type RequestPolicy, useClient, useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { ModelsToPickQuery, PolicyToPickQuery } from '@/graphql/generated/graphql';

const ModelsToPick = graphql(`
  query ModelsToPick($after: String) {
    models(first: 100, after: $after) {
      totalCount
      nodes {
        ...ModelToPick
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const ModelNamed = graphql(`
  query ModelNamed($reference: String!) {
    model(reference: $reference) {
      ...ModelToPick
    }
  }
`);

// Found by its name in the documents above.
graphql(`
  fragment ModelToPick on Model {
    id
    reference
    displayName
    type
    status
    provider
    providerModelId
    reasoningParameter
    contextTokens
    inputCost
    outputCost
    capabilities {
      jsonMode
      vision
      toolUse
      reasoning
    }
  }
`);

export type PickableModel = ModelsToPickQuery['models']['nodes'][number];

interface Models {
  models: readonly PickableModel[];
  /** While they load, those that have come are there already. */
  state: 'loading' | 'loaded' | 'failed';
  /** Asks again: somebody may have added a model since. What is there stays until the answer has come. */
  reload(): void;
}

/** Every model of the organisation, page after page: what is searched in must be all of them. */
export function useModels(): Models {
  const client = useClient();
  const [loaded, setLoaded] = useState<Loaded>({ models: [], state: 'loading' });
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const left = new AbortController();
    void loadModels(client, asked === 0 ? 'cache-first' : 'network-only', left.signal, setLoaded);
    return () => left.abort();
  }, [client, asked]);
  const reload = useCallback(() => setAsked((times) => times + 1), []);
  return { ...loaded, reload };
}

type Loaded = Pick<Models, 'models' | 'state'>;

async function loadModels(
  client: Client,
  requestPolicy: RequestPolicy,
  left: AbortSignal,
  tell: Dispatch<SetStateAction<Loaded>>,
): Promise<void> {
  const models: PickableModel[] = [];
  let after: string | null = null;
  do {
    const answer: OperationResult<ModelsToPickQuery> = await client
      .query(ModelsToPick, { after }, { requestPolicy })
      .toPromise();
    if (left.aborted) return;
    if (!answer.data)
      return tell(({ models: before }) => ({
        models: before,
        state: before.length > 0 ? 'loaded' : 'failed',
      }));
    const page: ModelsToPickQuery['models'] = answer.data.models;
    models.push(...page.nodes);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    const sofar = [...models];
    if (after !== null)
      tell((before) => (before.state === 'loaded' ? before : { models: sofar, state: 'loading' }));
  } while (after !== null);
  tell({ models, state: 'loaded' });
}

/** The model that a step names, deleted ones too; null where there is none, undefined while nobody knows. */
export function useChosenModel(reference: string): PickableModel | null | undefined {
  const [{ data, fetching }] = useQuery({
    query: ModelNamed,
    variables: { reference },
    pause: reference === '',
  });
  if (reference === '') return null;
  return fetching ? undefined : data?.model;
}

const PolicyToPick = graphql(`
  query PolicyToPick {
    modelPolicy {
      inheritedFrom
      exclusive
      default {
        displayName
        reference
        status
      }
      fallback {
        reference
      }
      aliases {
        alias
        target
      }
    }
  }
`);

export type PickingPolicy = PolicyToPickQuery['modelPolicy'];

/** What a picker must know of the policy; undefined while nobody knows. */
export function usePickingPolicy(): PickingPolicy | undefined {
  const [{ data }] = useQuery({ query: PolicyToPick });
  return data?.modelPolicy;
}

export function factsOf(model: PickableModel, exclusive: boolean): ModelFacts {
  return {
    name: model.displayName,
    active: model.status !== 'INACTIVE',
    deleted: model.status === 'DELETED',
    configured: model.status !== 'UNCONFIGURED',
    excluded: exclusive && model.type === 'PLATFORM',
    capabilities: model.capabilities,
  };
}
