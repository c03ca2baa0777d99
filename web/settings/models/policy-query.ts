import { graphql } from '@/graphql/generated';
import type { ModelPolicyQuery } from '@/graphql/generated/graphql';

export const ModelPolicy = graphql(`
  query ModelPolicy {
    modelPolicy {
      revision
      origin
      inheritedFrom
      default {
        ...ModelInPolicy
      }
      fallback {
        ...ModelInPolicy
      }
      aliases {
        alias
        target
        model {
          ...ModelInPolicy
        }
      }
      exclusive
      offered
      substitution
      platformCallsPerMinute
      platformDefault {
        ...ModelInPolicy
      }
    }
    organization {
      id
      parentName
    }
  }
`);

// Found by its name in the document above.
graphql(`
  fragment ModelInPolicy on PolicyModel {
    reference
    displayName
    type
    status
  }
`);

export type ModelPolicy = ModelPolicyQuery['modelPolicy'];
export type ModelInPolicy = ModelPolicy['default'];
