import { isRecord } from '@patchbay/schema/shape.ts';
import { findFetchFailure } from '../providers/egress-errors.ts';
import { ToolCallFailed } from './guarded-call.ts';
import type { McpTool } from './mcp-session.ts';

/** The schema of the arguments as the server sends it; JSON, so that it can be kept and compared. */
export function readSchema({ inputSchema }: McpTool): Record<string, unknown> {
  const schema: unknown = JSON.parse(JSON.stringify(inputSchema));
  return isRecord(schema) ? schema : {};
}

/** What went wrong with a server, in its words; failures of the way there stay what they are. */
export function asToolCallFailed(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted || error instanceof ToolCallFailed || findFetchFailure(error, '')) return error;
  const reason =
    error instanceof Error ? error.message.slice(0, 2_000) : 'it answered in no way that is known';
  return new ToolCallFailed(`The MCP server could not be used: ${reason}`);
}
