'use client';

import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { BoundUserFragment } from '@/graphql/generated/graphql';
import { useMembership } from '@/shell/viewer';
import { Badge } from '@/ui/badge';
import { Link } from '@/ui/link';
import { pathToStep } from '@/workflows/attention/path-to-step';

const BoundUsers = graphql(`
  query BoundUsers($id: ID!) {
    node(id: $id) {
      ... on Tool {
        id
        usedBy {
          ...BoundUser
        }
      }
      ... on ConnectionNode {
        id
        usedBy {
          ...BoundUser
        }
        tools(first: 20) {
          totalCount
          nodes {
            id
            name
          }
        }
      }
    }
  }
`);

// Found by its name in the document above.
graphql(`
  fragment BoundUser on BindingWorkflow {
    workflow {
      id
      name
    }
    steps {
      nodeId
      name
      inDraft
      inLive
    }
  }
`);

interface Users {
  workflows: readonly BoundUserFragment[];
  /** The first of them. */
  tools: { totalCount: number; nodes: readonly { id: string; name: string }[] };
  count: number;
}

/** What uses a tool or a connection, by name; undefined while nobody knows. */
export function useBoundUsers(id: string): { users: Users | undefined; failed: boolean } {
  const [{ data, error }] = useQuery({
    query: BoundUsers,
    variables: { id },
    // Workflows change without a word to this page.
    requestPolicy: 'network-only',
  });
  const node = data?.node;
  if (error || !node || !('usedBy' in node)) return { users: undefined, failed: error !== undefined };
  const { usedBy: workflows } = node;
  const tools = 'tools' in node ? node.tools : { totalCount: 0, nodes: [] };
  return { users: { workflows, tools, count: workflows.length + tools.totalCount }, failed: false };
}

interface UsersProps {
  users: Users | undefined;
  failed: boolean;
  what: 'tool' | 'connection';
}

/** What stands in the way of a deletion, with the way to each; that nothing does is said, too. */
export function BoundUsersList({ users, failed, what }: UsersProps) {
  const { slug } = useMembership();
  if (failed) return <p>What uses it could not be found out: while something does, nothing is deleted.</p>;
  if (!users) return <p aria-busy>Looking for what uses it …</p>;
  if (users.count === 0) return <p>Nothing uses it.</p>;
  const { workflows, tools } = users;
  const moreTools = tools.totalCount - tools.nodes.length;
  return (
    <>
      <p className="font-medium text-ink">
        This {what} is in use. Take it out there first, or archive the workflow.
      </p>
      <ul className="mt-1.5 flex max-h-60 flex-col gap-1.5 overflow-y-auto">
        {tools.nodes.map(({ id, name }) => (
          <li key={id}>
            The tool <span className="font-mono break-all text-ink">{name}</span>
          </li>
        ))}
        {moreTools > 0 && <li>and {moreTools} more tools</li>}
        {workflows.map(({ workflow, steps }) => (
          <Workflow key={workflow.id} organization={slug} workflow={workflow} steps={steps} />
        ))}
      </ul>
    </>
  );
}

function Workflow({ organization, workflow, steps }: BoundUserFragment & { organization: string }) {
  return (
    <li>
      <span className="font-medium wrap-anywhere text-ink">{workflow.name}</span>
      <ul className="ml-3 flex flex-col gap-0.5">
        {steps.map(({ nodeId, name, inDraft, inLive }) => (
          <li key={nodeId} className="flex flex-wrap items-center gap-x-2">
            <Link
              href={pathToStep(organization, workflow.id, nodeId)}
              className="wrap-anywhere text-accent underline underline-offset-2"
            >
              {name}
            </Link>
            {inLive && <Badge tone="success">Live</Badge>}
            {inDraft && <Badge>Draft</Badge>}
          </li>
        ))}
      </ul>
    </li>
  );
}
