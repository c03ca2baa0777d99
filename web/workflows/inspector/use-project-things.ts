'use client';

import { useEffect, useState } from 'react';
import { type Client, useClient } from 'urql';
import { graphql } from '@/graphql/generated';
import type { ThingsToBindQuery } from '@/graphql/generated/graphql';
import { useEditor } from '../canvas/editor-context';

const ThingsToBind = graphql(`
  query ThingsToBind($project: ID!, $tools: String, $connections: String) {
    node(id: $project) {
      ... on Project {
        id
        tools(first: 100, after: $tools) {
          nodes {
            id
            reference
            name
            description
            fault
            offers {
              name
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
        connections(first: 100, after: $connections) {
          nodes {
            id
            reference
            name
            setup {
              origin
            }
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

type Node = NonNullable<ThingsToBindQuery['node']>;
type Project = Exclude<Node, Record<PropertyKey, never>>;
export type ToolToBind = Project['tools']['nodes'][number];
type ConnectionToBind = Project['connections']['nodes'][number];

interface Things {
  tools: readonly ToolToBind[];
  connections: readonly ConnectionToBind[];
}

/** What the project has for its steps: all its tools and connections. Undefined while nobody knows. */
export function useProjectThings(): Things | undefined {
  const { projectId } = useEditor();
  const client = useClient();
  const [things, setThings] = useState<Things>();
  // They are described on pages of their own, often in another tab.
  useEffect(() => {
    let left = false;
    const load = () =>
      void loadThings(client, projectId).then((found) => {
        if (found && !left) setThings(found);
      });
    load();
    window.addEventListener('focus', load);
    return () => {
      left = true;
      window.removeEventListener('focus', load);
    };
  }, [client, projectId]);
  return things;
}

/** Page after page: what is not in the list would be taken for gone. */
async function loadThings(client: Client, project: string): Promise<Things | undefined> {
  const tools = new Map<string, ToolToBind>();
  const connections = new Map<string, ConnectionToBind>();
  let after: { tools: string | null; connections: string | null } = { tools: null, connections: null };
  for (;;) {
    const variables = { project, ...after };
    const answer = await client
      .query<ThingsToBindQuery>(ThingsToBind, variables, { requestPolicy: 'network-only' })
      .toPromise();
    const node = answer.data?.node;
    if (!node || !isProject(node)) return undefined;
    for (const tool of node.tools.nodes) tools.set(tool.id, tool);
    for (const connection of node.connections.nodes) connections.set(connection.id, connection);
    const pages = [node.tools.pageInfo, node.connections.pageInfo];
    if (!pages.some(({ hasNextPage }) => hasNextPage))
      return { tools: [...tools.values()], connections: [...connections.values()] };
    after = {
      tools: node.tools.pageInfo.endCursor ?? after.tools,
      connections: node.connections.pageInfo.endCursor ?? after.connections,
    };
  }
}

const isProject = (node: Node): node is Project => 'tools' in node;
