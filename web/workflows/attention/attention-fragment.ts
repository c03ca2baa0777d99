import { graphql } from '@/graphql/generated';
import type { AttentionFragment } from '@/graphql/generated/graphql';

// Found by its name: lists and the editor tell the same.
graphql(`
  fragment Attention on StepAttention {
    nodeId
    stepName
    reference
    runs
    reasons {
      code
      message
      fix
    }
  }
`);

export type Attention = AttentionFragment;
