import type { WorkflowNode } from '../workflow-graph.ts';
import { isSecretByName, secretIn } from './secret-like.ts';

type Found = { path: (string | number)[]; message: string };

const noSecrets = 'Secrets do not travel in files: take it out, and let a connection hold it.';

export const looksLike = (what: string) => `This holds what looks like ${what}. ${noSecrets}`;

/** Every text in a JSON value that looks like a secret, names included. */
export function secretsIn(value: unknown): Found[] {
  if (typeof value === 'string') {
    const what = secretIn(value);
    return what === null ? [] : [{ path: [], message: looksLike(what) }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    [...secretsIn(key), ...secretsIn(inner)].map(({ path, message }) => ({ path: [key, ...path], message })),
  );
}

/** Values of a step that say by the name of their place that they are secrets, whatever they look like. */
export function secretsByName({ kind, data }: WorkflowNode): Found[] {
  if (kind !== 'http') return [];
  const found: Found[] = secretsInUrl(data.url).map(({ message }) => ({ path: ['data', 'url'], message }));
  for (const field of ['headers', 'query'] as const)
    for (const [place, { name, value }] of data[field].entries())
      if (isSecretByName(name, value))
        found.push({
          path: ['data', field, place, 'value'],
          message: `"${name}" is sent word for word, and looks like a secret. ${noSecrets}`,
        });
  return found;
}

export function secretsInUrl(url: string): { message: string }[] {
  const [, query = ''] = url.split('?', 2);
  return [...new URLSearchParams(query)].flatMap(([name, value]) =>
    isSecretByName(name, value) && !/^\{.*\}$/.test(value)
      ? [{ message: `"${name}" in this URL looks like a secret. ${noSecrets}` }]
      : [],
  );
}
