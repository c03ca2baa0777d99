import type { HttpToolDefinition } from '@patchbay/schema/tools/tool-definition.ts';
import { fillTemplate } from '@patchbay/schema/tools/url-template.ts';
import type { GuardedFetch } from '../providers/guarded-fetch.ts';
import { readText } from '../providers/read-text.ts';
import { ToolCallFailed } from './guarded-call.ts';

const longestAnswer = 512 * 1024;

/** Puts each argument where the definition says, and nowhere else. */
export async function callHttpTool(
  fetch: GuardedFetch,
  definition: HttpToolDefinition,
  args: Record<string, unknown>,
  { headers, signal }: { headers: Record<string, string>; signal: AbortSignal },
): Promise<{ text: string; cut: boolean }> {
  const url = fillTemplate(definition.url, (name) => asText(args[name]));
  for (const name of definition.query) {
    const value = args[name];
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) url.searchParams.append(name, asText(one));
  }
  const body = Object.fromEntries(
    definition.body.filter((name) => args[name] !== undefined).map((name) => [name, args[name]]),
  );
  const sendsBody = definition.body.length > 0;
  const response = await fetch(url.href, {
    method: definition.method,
    headers: {
      accept: 'application/json, text/*;q=0.9, */*;q=0.1',
      ...(sendsBody && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(sendsBody && { body: JSON.stringify(body) }),
    signal,
  });
  const read = await readText(response, longestAnswer);
  if (response.ok)
    return { text: read.text === '' ? `It answered ${response.status}.` : read.text, cut: read.cut };
  throw new ToolCallFailed(`${url.host} answered ${response.status}. ${read.text.slice(0, 4_000)}`.trim());
}

function asText(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
