'use client';

import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import { useMembership } from '@/shell/viewer';
import { Link } from '@/ui/link';

const Users = graphql(`
  query ModelUsers($reference: String!) {
    model(reference: $reference) {
      id
      usage {
        workflowCount
        workflows(first: 5) {
          totalCount
          nodes {
            inLive
            workflow {
              id
              name
            }
          }
        }
      }
    }
  }
`);

/** Which active workflows name a model, and what becomes of them without it. */
export function ModelUsers({ reference }: { reference: string }) {
  const { slug } = useMembership();
  const [{ data, error }] = useQuery({
    query: Users,
    variables: { reference },
    // Workflows change without a word to this page.
    requestPolicy: 'network-only',
  });
  if (error) return <p>Which workflows use it could not be found out: any step that names it will fail.</p>;
  const usage = data?.model?.usage;
  if (!usage) return <p aria-busy>Looking for the workflows that use it …</p>;
  const { workflowCount, workflows } = usage;
  if (workflowCount === 0) return <p>No active workflow uses it.</p>;

  const further = workflows.totalCount - workflows.nodes.length;
  const unseen = workflowCount - workflows.totalCount;
  return (
    <>
      <p className="font-medium text-ink">
        {workflowCount === 1 ? '1 active workflow uses it' : `${workflowCount} active workflows use it`}
      </p>
      <ul className="mt-1 flex flex-col gap-1">
        {workflows.nodes.map(({ workflow, inLive }) => (
          <li key={workflow.id} className="flex flex-wrap items-baseline gap-x-2">
            <Link
              href={`/${slug}/workflows/${encodeURIComponent(workflow.id)}`}
              className="break-words text-accent underline underline-offset-2"
            >
              {workflow.name}
            </Link>
            <span className="text-xs">{inLive ? 'its live version' : 'its draft only'}</span>
          </li>
        ))}
        {further > 0 && <li>and {further} more that you can see</li>}
        {unseen > 0 && <li>and {unseen} more in projects you cannot see</li>}
      </ul>
      <p className="mt-2">
        {workflowCount === 1 ? 'Its' : 'Their'} steps that name it fail from the next run on, until another
        model is chosen for them. Nothing else of them changes.
      </p>
    </>
  );
}
