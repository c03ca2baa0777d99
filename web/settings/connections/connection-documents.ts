import { graphql } from '@/graphql/generated';
import type { ConnectionsQuery } from '@/graphql/generated/graphql';

// Found by its name in the documents below.
graphql(`
  fragment ConnectionFields on ConnectionNode {
    id
    revision
    name
    setup {
      origin
      kind
      fields {
        name
        label
        value
        mask
      }
    }
  }
`);

export const Connections = graphql(`
  query Connections($projectId: ID!, $after: String) {
    node(id: $projectId) {
      ... on Project {
        id
        connections(first: 20, after: $after) {
          totalCount
          nodes {
            ...ConnectionFields
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`);

type ProjectOf = Extract<NonNullable<ConnectionsQuery['node']>, { connections: unknown }>;
export type Connection = ProjectOf['connections']['nodes'][number];

export const ConnectionNow = graphql(`
  query ConnectionNow($id: ID!) {
    node(id: $id) {
      ... on ConnectionNode {
        ...ConnectionFields
      }
    }
  }
`);

export const CreateConnection = graphql(`
  mutation CreateConnection(
    $projectId: ID!
    $name: String!
    $origin: String!
    $kind: ConnectionKind!
    $fields: [ConnectionFieldInput!]!
  ) {
    createConnection(
      input: { projectId: $projectId, name: $name, origin: $origin, kind: $kind, fields: $fields }
    ) {
      ... on CreateConnectionPayload {
        connection {
          id
          name
        }
      }
      ...Failure
    }
  }
`);

export const UpdateConnection = graphql(`
  mutation UpdateConnection(
    $connectionId: ID!
    $expectedRevision: Int!
    $name: String!
    $origin: String!
    $kind: ConnectionKind!
    $fields: [ConnectionFieldInput!]!
  ) {
    updateConnection(
      input: {
        connectionId: $connectionId
        expectedRevision: $expectedRevision
        name: $name
        origin: $origin
        kind: $kind
        fields: $fields
      }
    ) {
      ... on UpdateConnectionPayload {
        connection {
          ...ConnectionFields
        }
      }
      ...Failure
    }
  }
`);
