import { graphql } from '@/graphql/generated';
import type { ModelFormQuery } from '@/graphql/generated/graphql';

/** What the providers ask for. */
export const ModelFormChoices = graphql(`
  query ModelForm {
    providers {
      id
      label
      summary
      help
      modelIdExample
      suggestedModelIds
      reasoningParameters
      fields {
        name
        label
        help
        kind
        placeholder
        required
        secret
        options {
          value
          label
        }
        when {
          field
          is
        }
      }
    }
  }
`);

export type Provider = ModelFormQuery['providers'][number];
