import type { APIRequestContext } from '@playwright/test';
import { runningStack } from '../stack/running-stack.ts';

/** Asks in the name of whoever is signed in where `request` comes from, about the demonstration organisation or another. */
export async function askGraphql<Data>(
  request: APIRequestContext,
  query: string,
  variables: Record<string, unknown> = {},
  organization = 'demo',
): Promise<Data> {
  const { url } = runningStack();
  const response = await request.post(`${url}/graphql`, {
    headers: { origin: url, 'patchbay-organization': organization },
    data: { query, variables },
  });
  const answer = (await response.json()) as { data?: Data; errors?: { message: string }[] };
  if (!answer.data || answer.errors) throw new Error(`${response.status()}: ${JSON.stringify(answer)}`);
  return answer.data;
}
