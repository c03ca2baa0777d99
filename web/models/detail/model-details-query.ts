import { graphql } from '@/graphql/generated';
import type { ModelDetailsQuery } from '@/graphql/generated/graphql';

// Found by its name: whoever changes a model answers with it, so that nothing has to be asked again.
graphql(`
  fragment ModelDetailsFields on Model {
    id
    reference
    type
    displayName
    description
    provider
    providerModelId
    status
    untested
    revision
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
`);

export const ModelDetails = graphql(`
  query ModelDetails($reference: String!) {
    model(reference: $reference) {
      ...ModelDetailsFields
    }
    providers {
      id
      label
    }
  }
`);

export type ModelDetails = NonNullable<ModelDetailsQuery['model']>;
