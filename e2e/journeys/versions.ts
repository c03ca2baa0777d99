import type { APIRequestContext } from '@playwright/test';
import { chain, createWorkflow } from './canvas.ts';
import { askGraphql } from './graphql.ts';

const publish = (request: APIRequestContext, id: string, revision: number, message: string) =>
  askGraphql(
    request,
    `mutation ($id: ID!, $revision: Int!, $message: String) {
      publishWorkflow(input: { workflowId: $id, revision: $revision, message: $message }) { __typename }
    }`,
    { id, revision, message },
  );

/** Two versions, of which the second says something else; the draft adds a step. */
export async function withTwoVersions(request: APIRequestContext): Promise<string> {
  const saying = (text: string, prompts = 2) => {
    const graph = chain(prompts);
    for (const node of graph.nodes)
      if (node.id === 'p1') Object.assign(node.data, { user: `Be brief.\n{{ input.text }}\n${text}` });
    return graph;
  };
  const id = await createWorkflow(request, saying('Answer in English.'));
  await publish(request, id, 1, 'How it began');
  for (const [revision, graph] of [
    [1, saying('Answer in French, politely.')],
    [2, saying('Answer in French, politely.', 3)],
  ] as const) {
    await askGraphql(
      request,
      `mutation ($id: ID!, $revision: Int!, $graph: JSON!) {
        saveDraft(input: { workflowId: $id, expectedRevision: $revision, graph: $graph }) { __typename }
      }`,
      { id, revision, graph },
    );
    if (revision === 1) await publish(request, id, 2, 'Our customers in Lyon asked for it');
  }
  return id;
}
