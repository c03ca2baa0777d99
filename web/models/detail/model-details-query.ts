import { graphql } from '@/graphql/generated';
import type { ModelDetailsQuery } from '@/graphql/generated/graphql';

export const ModelDetails = graphql(`
  query ModelDetails($reference: String!) {
    model(reference: $reference) {
      id
      reference
      type
      displayName
      description
      provider
      providerModelId
      status
      untested
      maxTokens
      contextTokens
      reasoningParameter
      inputCost
      outputCost
      createdBy
      createdAt
      updatedAt
      capabilities {
        jsonMode
        vision
        toolUse
        reasoning
      }
      evidence {
        ...Evidence
      }
      lastTest {
        id
        at
        passed
      }
      fields {
        name
        label
        value
        mask
        secret
      }
      usage {
        workflowCount
      }
    }
    providers {
      id
      label
    }
  }
`);

export type ModelDetails = NonNullable<ModelDetailsQuery['model']>;
