import { sameJson } from '@patchbay/schema/same-json.ts';
import { isRecord } from '@patchbay/schema/shape.ts';
import type { McpToolDefinition } from '@patchbay/schema/tools/tool-definition.ts';
import type { GuardedFetch } from '../providers/guarded-fetch.ts';
import { ToolCallFailed } from './guarded-call.ts';
import { asToolCallFailed, readSchema } from './mcp-answers.ts';
import { listMcpTools, withMcpServer } from './mcp-session.ts';

/** Calls a tool only while the server still describes it as it did when somebody chose it. */
export async function callMcpTool(
  fetch: GuardedFetch,
  url: string,
  chosen: McpToolDefinition['tools'][number],
  args: Record<string, unknown>,
  { headers, signal }: { headers: Record<string, string>; signal: AbortSignal },
): Promise<{ text: string; cut: boolean }> {
  try {
    return await withMcpServer(fetch, { url, headers, signal }, async (client) => {
      const found = (await listMcpTools(client, signal)).find(({ name }) => name === chosen.name);
      if (!found)
        throw new ToolCallFailed(
          `The server no longer has the tool "${chosen.name}". Look at it under Settings > Tools.`,
        );
      const same =
        (found.description ?? '') === chosen.description && sameJson(readSchema(found), chosen.parameters);
      if (!same)
        throw new ToolCallFailed(
          `The server has changed the tool "${chosen.name}" since it was chosen. Somebody must look at it again under Settings > Tools.`,
        );
      const result = await client.callTool({ name: chosen.name, arguments: args, options: { signal } });
      const text = textOf(result);
      if (isRecord(result) && result.isError === true) throw new ToolCallFailed(text);
      return { text, cut: false };
    });
  } catch (error) {
    throw asToolCallFailed(error, signal);
  }
}

/** What of an answer is no text is told of, with its kind: a model that was shown nothing should know why. */
function textOf(result: unknown): string {
  if (!isRecord(result)) return JSON.stringify(result);
  const parts = Array.isArray(result.content) ? result.content.map(partOf) : [];
  if (parts.length > 0) return parts.join('\n\n');
  return JSON.stringify(result.structuredContent ?? result.toolResult ?? null);
}

function partOf(part: unknown): string {
  if (!isRecord(part)) return '';
  if (typeof part.text === 'string') return part.text;
  if (isRecord(part.resource) && typeof part.resource.text === 'string') return part.resource.text;
  return `[A part of the kind "${String(part.type)}" is left out: only text is passed on.]`;
}
