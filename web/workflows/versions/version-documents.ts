import { graphql } from '@/graphql/generated';
import type { ComparedDraftQuery, WorkflowVersionsQuery } from '@/graphql/generated/graphql';

export const WorkflowVersions = graphql(`
  query WorkflowVersions($id: ID!, $after: String) {
    node(id: $id) {
      ... on Workflow {
        id
        liveVersion {
          id
        }
        versions(first: 50, after: $after) {
          totalCount
          pageInfo {
            hasNextPage
            endCursor
          }
          nodes {
            id
            number
            message
            author
            alsoBy
            publishedAt
          }
        }
      }
    }
  }
`);

type WorkflowWithVersions = Extract<NonNullable<WorkflowVersionsQuery['node']>, { versions: unknown }>;
export type Version = WorkflowWithVersions['versions']['nodes'][number];

export const VersionGraph = graphql(`
  query VersionGraph($id: ID!) {
    node(id: $id) {
      ... on WorkflowVersion {
        id
        graph
      }
    }
  }
`);

export const RestoreVersion = graphql(`
  mutation RestoreVersion($versionId: ID!, $expectedRevision: Int!) {
    restoreVersion(input: { versionId: $versionId, expectedRevision: $expectedRevision }) {
      ... on RestoreVersionPayload {
        workflow {
          id
          draft {
            graph
            revision
            savedBy
            savedAt
          }
        }
      }
      ... on DraftConflictError {
        code
        message
        path
        current {
          graph
          revision
          savedBy
          savedAt
        }
      }
      ...Failure
    }
  }
`);

/** The draft beside the live version as the server has them: what would be published now. */
export const ComparedDraft = graphql(`
  query ComparedDraft($id: ID!) {
    node(id: $id) {
      ... on Workflow {
        id
        draft {
          graph
          revision
          savedBy
          savedAt
        }
        comparison {
          from {
            id
            number
          }
          draftRevision
          changeCount
          steps {
            kind
            nodeId
            name
            nodeKind
            movedOnly
            fields {
              path
            }
            changedBy {
              name
              isViewer
            }
          }
          connections {
            kind
            source
            target
            changedBy {
              name
              isViewer
            }
          }
        }
      }
    }
  }
`);

export type ComparedDraft = Extract<NonNullable<ComparedDraftQuery['node']>, { comparison: unknown }>;
export type Comparison = ComparedDraft['comparison'];
