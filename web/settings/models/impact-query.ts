import { graphql } from '@/graphql/generated';

export const ModelPolicyImpact = graphql(`
  query ModelPolicyImpact($change: ModelPolicyChangeInput!) {
    modelPolicyImpact(change: $change) {
      ... on Impact {
        ...ImpactFields
      }
      ...Failure
    }
  }
`);
