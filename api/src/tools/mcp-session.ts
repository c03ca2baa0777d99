import { createMCPClient } from '@ai-sdk/mcp';
import type { GuardedFetch } from '../providers/guarded-fetch.ts';

type Client = Awaited<ReturnType<typeof createMCPClient>>;
export type McpTool = Awaited<ReturnType<Client['listTools']>>['tools'][number];

const mostPages = 20;

/** One visit to an MCP server, over HTTP and the guarded fetch. Whatever it still holds open ends with it. */
export async function withMcpServer<Result>(
  fetch: GuardedFetch,
  { url, headers, signal }: { url: string; headers: Record<string, string>; signal: AbortSignal },
  visit: (client: Client) => Promise<Result>,
): Promise<Result> {
  const leaving = new AbortController();
  const ends = AbortSignal.any([signal, leaving.signal]);
  const guarded: typeof globalThis.fetch = (input, init = {}) =>
    fetch(input instanceof Request ? input.url : input, {
      ...init,
      signal: init.signal ? AbortSignal.any([init.signal, ends]) : ends,
    });
  let client: Client | null = null;
  try {
    client = await createMCPClient({
      transport: { type: 'http', url, headers, fetch: guarded },
      clientName: 'patchbay',
      initializationOptions: { signal },
      onUncaughtError: () => {},
    });
    return await visit(client);
  } finally {
    await client?.close().catch(() => undefined);
    leaving.abort();
  }
}

/** All of them: a server may tell of its tools page by page. */
export async function listMcpTools(client: Client, signal: AbortSignal): Promise<McpTool[]> {
  const tools: McpTool[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const listed = await client.listTools({ ...(cursor && { params: { cursor } }), options: { signal } });
    tools.push(...listed.tools);
    cursor = listed.nextCursor;
    if (!cursor) return tools;
  }
  throw new Error(`The server has more than ${mostPages} pages of tools.`);
}
