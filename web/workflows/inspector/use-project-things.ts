'use client';

import { useEffect } from 'react';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { ThingsToBindQuery } from '@/graphql/generated/graphql';
import { useEditor } from '../canvas/editor-context';

const ThingsToBind = graphql(`
  query ThingsToBind($project: ID!) {
    node(id: $project) {
      ... on Project {
        id
        tools(first: 100) {
          totalCount
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
        }
        connections(first: 100) {
          totalCount
          nodes {
            id
            reference
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

type Node = NonNullable<ThingsToBindQuery['node']>;
type Project = Exclude<Node, Record<PropertyKey, never>>;
export type ToolToBind = Project['tools']['nodes'][number];

/** What the project has for its steps: tools and connections. Undefined while nobody knows. */
export function useProjectThings(): Project | undefined {
  const { projectId } = useEditor();
  const [{ data }, reload] = useQuery({
    query: ThingsToBind,
    variables: { project: projectId },
    requestPolicy: 'cache-and-network',
  });
  // They are described on pages of their own, often in another tab.
  useEffect(() => {
    const again = () => reload({ requestPolicy: 'network-only' });
    window.addEventListener('focus', again);
    return () => window.removeEventListener('focus', again);
  }, [reload]);
  return data?.node && isProject(data.node) ? data.node : undefined;
}

const isProject = (node: Node): node is Project => 'tools' in node;
