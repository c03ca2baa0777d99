import { graphql } from '@/graphql/generated';
import type { ModelFormQuery } from '@/graphql/generated/graphql';

/** What there is to choose from: the providers, and models whose credentials can be reused. */
export const ModelFormChoices = graphql(`
  query ModelForm {
    providers {
      id
      label
      summary
      help
      modelIdExample
      suggestedModelIds
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
      }
    }
    models(first: 100, type: CUSTOM, status: [ACTIVE]) {
      totalCount
      nodes {
        id
        reference
        displayName
        provider
        fields {
          name
          label
          mask
          secret
        }
      }
    }
  }
`);

export type Provider = ModelFormQuery['providers'][number];
export type LendingModel = ModelFormQuery['models']['nodes'][number];
