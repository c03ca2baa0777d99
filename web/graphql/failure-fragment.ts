import { graphql } from '@/graphql/generated';

/** What every mutation asks about a declared failure. Spread it as `...Failure` in each mutation. */
export const Failure = graphql(`
  fragment Failure on Error {
    code
    message
    path
    ... on InvalidInputError {
      issues {
        message
        path
      }
    }
  }
`);
