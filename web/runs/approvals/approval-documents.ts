import { graphql } from '@/graphql/generated';
import type { AskedApprovalFragment } from '@/graphql/generated/graphql';

// Found by its name in the documents below.
graphql(`
  fragment AskedApproval on Approval {
    id
    path
    stepName
    message
    askedAt
    expiresAt
    decision
    comment
    decidedBy
    decidedAt
    viewerMayDecide
    run {
      id
      workflow {
        id
        name
      }
    }
  }
`);

export const OpenApprovals = graphql(`
  query OpenApprovals($after: String) {
    organization {
      id
      approvals(first: 25, after: $after, open: true, forViewer: true) {
        totalCount
        nodes {
          ...AskedApproval
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

/** How many wait for the viewer. */
export const ApprovalCount = graphql(`
  query ApprovalCount {
    organization {
      id
      approvals(first: 1, open: true, forViewer: true) {
        totalCount
      }
    }
  }
`);

export const ApprovalsOfRun = graphql(`
  query ApprovalsOfRun($runId: ID!) {
    organization {
      id
      approvals(first: 100, runId: $runId) {
        nodes {
          ...AskedApproval
        }
      }
    }
  }
`);

export const DecideApproval = graphql(`
  mutation DecideApproval($approvalId: ID!, $approve: Boolean!, $comment: String!) {
    decideApproval(input: { approvalId: $approvalId, approve: $approve, comment: $comment }) {
      ... on DecideApprovalPayload {
        approval {
          ...AskedApproval
        }
      }
      ...Failure
    }
  }
`);

export type AskedApproval = AskedApprovalFragment;
