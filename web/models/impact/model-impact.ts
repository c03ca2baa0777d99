import { graphql } from '@/graphql/generated';

/** What a change of a model would do, before it is made. */
export const ModelImpact = graphql(`
  query ModelImpact($modelId: ID!, $change: ModelChangeInput!) {
    modelImpact(modelId: $modelId, change: $change) {
      ... on Impact {
        ...ImpactFields
      }
      ...Failure
    }
  }
`);
