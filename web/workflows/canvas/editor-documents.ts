import { graphql } from '@/graphql/generated';
import type { WorkflowToEditQuery } from '@/graphql/generated/graphql';

export const WorkflowToEdit = graphql(`
  query WorkflowToEdit($id: ID!) {
    node(id: $id) {
      ... on Workflow {
        id
        name
        description
        archivedAt
        project {
          id
          name
          viewerRole
        }
        liveVersion {
          id
          number
          publishedAt
          revision
        }
        draft {
          graph
          revision
          savedBy
          savedAt
          issues {
            nodeId
            path
            message
            blocksPublishing
          }
        }
      }
    }
  }
`);

export type WorkflowToEdit = Extract<NonNullable<WorkflowToEditQuery['node']>, { draft: unknown }>;

export const SaveDraft = graphql(`
  mutation SaveDraft($workflowId: ID!, $expectedRevision: Int!, $graph: JSON, $changes: DraftChangesInput) {
    saveDraft(
      input: {
        workflowId: $workflowId
        expectedRevision: $expectedRevision
        graph: $graph
        changes: $changes
      }
    ) {
      ... on SaveDraftPayload {
        workflow {
          id
          draft {
            revision
            savedBy
            savedAt
            issues {
              nodeId
              path
              message
              blocksPublishing
            }
          }
        }
      }
      ... on DraftConflictError {
        current {
          graph
          revision
          savedBy
          savedAt
        }
      }
      ... on InvalidWorkflowError {
        workflowIssues: issues {
          nodeId
          message
        }
      }
      ...Failure
    }
  }
`);
