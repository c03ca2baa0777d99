import { graphql } from '@/graphql/generated';
import type { ImpactFieldsFragment } from '@/graphql/generated/graphql';

// Found by its name: every preview of a change asks the same.
graphql(`
  fragment ImpactFields on Impact {
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
`);

export type Impact = ImpactFieldsFragment;
