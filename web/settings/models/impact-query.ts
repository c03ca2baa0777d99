import { graphql } from '@/graphql/generated';
import type { ModelPolicyImpactQuery } from '@/graphql/generated/graphql';

export const ModelPolicyImpact = graphql(`
  query ModelPolicyImpact($change: ModelPolicyChangeInput!) {
    modelPolicyImpact(change: $change) {
      ... on Impact {
        stepsLookedAt
        stepsAffected
        stepsThatStop
        steps {
          workflow {
            id
            name
          }
          live
          nodeId
          stepName
          reference
          effect
          withoutFallback
          before {
            order {
              position
              reason
              model {
                displayName
              }
            }
          }
          after {
            order {
              position
              reason
              model {
                displayName
              }
              refusals {
                code
                message
                fix
              }
            }
          }
        }
      }
      ...Failure
    }
  }
`);

export type Impact = Extract<ModelPolicyImpactQuery['modelPolicyImpact'], { steps: unknown }>;
