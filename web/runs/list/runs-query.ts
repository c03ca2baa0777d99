import { graphql } from '@/graphql/generated';
import type { RunsOverviewQuery, RunsQuery } from '@/graphql/generated/graphql';

export const Runs = graphql(`
  query Runs($filter: RunFilter, $after: String) {
    organization {
      id
      runs(first: 25, after: $after, filter: $filter) {
        totalCount
        nodes {
          ...ListedRun
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

/** Of runs that go on below the first page. */
export const RunsAgain = graphql(`
  query RunsAgain($ids: [ID!]!) {
    nodes(ids: $ids) {
      ...ListedRun
    }
  }
`);

// Found by its name in the documents above.
graphql(`
  fragment ListedRun on Run {
    id
    status
    versionNumber
    onlyStep {
      nodeId
      name
    }
    requestedBy
    createdAt
    startedAt
    finishedAt
    error {
      code
      message
    }
    usage {
      calls
      cost
      unpricedCalls
    }
    models {
      slug
      calls
      answers
    }
    workflow {
      id
      name
    }
  }
`);

/** The strip shows every status: which of them are looked at is chosen in it. */
export const RunsOverview = graphql(`
  query RunsOverview($filter: RunFilter, $anyStatus: RunFilter, $buckets: Int!, $inReach: RunFilter) {
    organization {
      id
      runHistogram(filter: $anyStatus, buckets: $buckets) {
        from
        to
        byStatus {
          status
          count
        }
      }
      runTotals(filter: $filter) {
        byStatus {
          status
          count
        }
        usage {
          calls
          inputTokens
          cachedTokens
          outputTokens
          reasoningTokens
          cost
          unpricedCalls
        }
      }
      runFacets(filter: $inReach) {
        models
        errorCodes
        requestedBy
        versionNumbers
        among
      }
    }
  }
`);

export type Run = RunsQuery['organization']['runs']['nodes'][number];
export type Overview = RunsOverviewQuery['organization'];
export type Bucket = Overview['runHistogram'][number];
