'use client';

import type { InputField } from '@patchbay/schema/nodes/input.ts';
import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import { useEffect, useMemo, useState } from 'react';
import { type Client, useClient, useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { WorkflowsToRunQuery } from '@/graphql/generated/graphql';
import { useEditor } from '../canvas/editor-context';

const WorkflowsToRun = graphql(`
  query WorkflowsToRun($project: ID!, $after: String) {
    node(id: $project) {
      ... on Project {
        id
        workflows(first: 50, after: $after) {
          nodes {
            id
            reference
            name
            liveVersion {
              id
              number
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

const VersionsToRun = graphql(`
  query VersionsToRun($workflow: ID!) {
    node(id: $workflow) {
      ... on Workflow {
        id
        versions(first: 100) {
          nodes {
            id
            number
          }
        }
      }
    }
  }
`);

const VersionToRun = graphql(`
  query VersionToRun($version: ID!) {
    node(id: $version) {
      ... on WorkflowVersion {
        id
        graph
      }
    }
  }
`);

type Node = NonNullable<WorkflowsToRunQuery['node']>;
type Project = Extract<Node, { workflows: unknown }>;
export type OtherWorkflow = Project['workflows']['nodes'][number];

/** What a version takes and gives. */
export interface Signature {
  fields: readonly InputField[];
  results: string[];
}

/** All workflows of the project but this one. Undefined while nobody knows. */
export function useOtherWorkflows(): readonly OtherWorkflow[] | undefined {
  const { projectId, workflowId } = useEditor();
  const client = useClient();
  const [workflows, setWorkflows] = useState<OtherWorkflow[]>();
  useEffect(() => {
    let left = false;
    void loadWorkflows(client, projectId).then((found) => {
      if (found && !left) setWorkflows(found.filter(({ id }) => id !== workflowId));
    });
    return () => {
      left = true;
    };
  }, [client, projectId, workflowId]);
  return workflows;
}

async function loadWorkflows(client: Client, project: string): Promise<OtherWorkflow[] | undefined> {
  const found: OtherWorkflow[] = [];
  for (let after: string | null = null; ;) {
    const answer = await client
      .query<WorkflowsToRunQuery>(WorkflowsToRun, { project, after }, { requestPolicy: 'network-only' })
      .toPromise();
    const node: WorkflowsToRunQuery['node'] = answer.data?.node ?? null;
    if (!node || !('workflows' in node)) return undefined;
    found.push(...node.workflows.nodes);
    if (!node.workflows.pageInfo.hasNextPage) return found;
    after = node.workflows.pageInfo.endCursor ?? null;
  }
}

/** Of the version that is pinned, be it the live one or an older one. */
export function useSignature(
  workflow: OtherWorkflow | undefined,
  version: number | null,
): Signature | undefined {
  const live = workflow?.liveVersion;
  const [{ data }] = useQuery({
    query: VersionsToRun,
    variables: { workflow: workflow?.id ?? '' },
    pause: workflow === undefined || live?.number === version || version === null,
  });
  const older = data?.node && 'versions' in data.node ? data.node.versions.nodes : [];
  const id = [...(live ? [live] : []), ...older].find(({ number }) => number === version)?.id;
  const [{ data: found }] = useQuery({
    query: VersionToRun,
    variables: { version: id ?? '' },
    pause: id === undefined,
  });
  const graph = found?.node && 'graph' in found.node ? found.node.graph : undefined;
  return useMemo(() => (graph === undefined ? undefined : signatureOf(graph)), [graph]);
}

/** A graph may be large, so it is fetched for the version that is chosen only. */
export async function loadSignature(client: Client, versionId: string): Promise<Signature | undefined> {
  const answer = await client.query(VersionToRun, { version: versionId }).toPromise();
  const node = answer.data?.node;
  return node && 'graph' in node ? signatureOf(node.graph) : undefined;
}

function signatureOf(document: unknown): Signature {
  const nodes = parseWorkflow(document).graph?.nodes ?? [];
  return {
    fields: nodes.flatMap((node) => (node.kind === 'input' ? node.data.fields : [])),
    results: nodes.flatMap((node) =>
      node.kind === 'output' ? node.data.results.map(({ name }) => name) : [],
    ),
  };
}
