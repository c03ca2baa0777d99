import { graphql } from '@/graphql/generated';
import type { ToolsQuery } from '@/graphql/generated/graphql';

// Found by its name in the documents below.
graphql(`
  fragment ToolFields on Tool {
    id
    revision
    name
    description
    definition
    fault
    connection {
      id
      name
    }
    offers {
      name
      description
      parameters
    }
  }
`);

export const Tools = graphql(`
  query Tools($projectId: ID!, $after: String) {
    node(id: $projectId) {
      ... on Project {
        id
        tools(first: 20, after: $after) {
          totalCount
          nodes {
            ...ToolFields
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

type ProjectOf = Extract<NonNullable<ToolsQuery['node']>, { tools: unknown }>;
export type Tool = ProjectOf['tools']['nodes'][number];

export const ToolNow = graphql(`
  query ToolNow($id: ID!) {
    node(id: $id) {
      ... on Tool {
        ...ToolFields
      }
    }
  }
`);

export const ConnectionChoices = graphql(`
  query ConnectionChoices($projectId: ID!) {
    node(id: $projectId) {
      ... on Project {
        id
        connections(first: 100) {
          nodes {
            id
            name
            setup {
              origin
            }
          }
        }
      }
    }
  }
`);

export const CreateTool = graphql(`
  mutation CreateTool(
    $projectId: ID!
    $name: String!
    $description: String!
    $connectionId: ID
    $definition: JSON!
  ) {
    createTool(
      input: {
        projectId: $projectId
        name: $name
        description: $description
        connectionId: $connectionId
        definition: $definition
      }
    ) {
      ... on CreateToolPayload {
        tool {
          id
          name
        }
      }
      ...Failure
    }
  }
`);

export const UpdateTool = graphql(`
  mutation UpdateTool(
    $toolId: ID!
    $expectedRevision: Int!
    $name: String!
    $description: String!
    $connectionId: ID
    $definition: JSON!
  ) {
    updateTool(
      input: {
        toolId: $toolId
        expectedRevision: $expectedRevision
        name: $name
        description: $description
        connectionId: $connectionId
        definition: $definition
      }
    ) {
      ... on UpdateToolPayload {
        tool {
          ...ToolFields
        }
      }
      ...Failure
    }
  }
`);
