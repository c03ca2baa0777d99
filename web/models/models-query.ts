import { graphql } from '@/graphql/generated';
import type { ModelRowFragment, ModelsQuery, ModelsQueryVariables } from '@/graphql/generated/graphql';
import type { ModelFilters } from './filters-in-url';

/** The first page, with what is told about the whole. */
export const Models = graphql(`
  query Models(
    $type: ModelType
    $provider: [String!]
    $capability: [Capability!]
    $status: [ModelStatus!]
    $health: [ModelHealth!]
    $search: String
    $sortBy: ModelOrder!
    $descending: Boolean!
  ) {
    models(
      first: 100
      type: $type
      provider: $provider
      capability: $capability
      status: $status
      health: $health
      search: $search
      sortBy: $sortBy
      descending: $descending
    ) {
      totalCount
      nodes {
        ...ModelRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    # What is told about the whole costs as much as a row: asked of a page of one, it is not paid for a hundred.
    whole: models(
      first: 1
      type: $type
      provider: $provider
      capability: $capability
      status: $status
      health: $health
      search: $search
    ) {
      facets {
        type {
          value
          count
        }
        provider {
          value
          count
        }
        capability {
          value
          count
        }
        status {
          value
          count
        }
        health {
          value
          count
        }
      }
    }
  }
`);

export const FurtherModels = graphql(`
  query FurtherModels(
    $after: String!
    $type: ModelType
    $provider: [String!]
    $capability: [Capability!]
    $status: [ModelStatus!]
    $health: [ModelHealth!]
    $search: String
    $sortBy: ModelOrder!
    $descending: Boolean!
  ) {
    models(
      first: 100
      after: $after
      type: $type
      provider: $provider
      capability: $capability
      status: $status
      health: $health
      search: $search
      sortBy: $sortBy
      descending: $descending
    ) {
      nodes {
        ...ModelRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

// Found by its name in the documents above.
graphql(`
  fragment ModelRow on Model {
    id
    reference
    type
    displayName
    provider
    status
    untested
    contextTokens
    inputCost
    outputCost
    health
    capabilities {
      jsonMode
      vision
      toolUse
      reasoning
    }
    evidence {
      capability
      contradicts
    }
    lastTest {
      id
      at
      errorKind
      cause
    }
    usage {
      workflowCount
    }
  }
`);

export type Model = ModelRowFragment;
export type ModelFacets = ModelsQuery['whole']['facets'];

/** What the API is asked under these filters. */
export function variablesOf({ sort, search, type, ...lists }: ModelFilters): ModelsQueryVariables {
  return {
    type,
    provider: someOf(lists.provider),
    capability: someOf(lists.capability),
    status: someOf(lists.status),
    health: someOf(lists.health),
    search: search.trim() || null,
    sortBy: sort.by,
    descending: sort.descending,
  };
}

/** To the API an empty list is a filter that nothing meets. */
function someOf<Value>(values: readonly Value[]): Value[] | null {
  return values.length === 0 ? null : [...values];
}
