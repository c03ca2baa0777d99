import { argumentsFault } from '@patchbay/schema/tools/arguments-fault.ts';
import { type Actor, requireProjectRole } from '../access/actor.ts';
import type { OpenConnection } from '../connections/open-connection.ts';
import { ConnectionUnusable } from '../connections/connection-unusable.ts';
import type { Context } from '../context.ts';
import { createScrubber } from '../credentials/scrub.ts';
import { Secret } from '../credentials/secret.ts';
import { ConflictError, InvalidInputError } from '../errors.ts';
import { findProject } from '../organizations/find-project.ts';
import type { EntityManager } from '../orm.ts';
import { egressFault } from '../providers/egress-fault.ts';
import { findFetchFailure } from '../providers/egress-errors.ts';
import type { ToolServices } from './callable-tools.ts';
import { asToolCallFailed, readSchema } from './mcp-answers.ts';
import { listMcpTools, withMcpServer } from './mcp-session.ts';
import { connectionIssues } from './tool-input.ts';

export type DiscoveredTool = {
  name: string;
  description: string;
  parameters: Record<string, unknown>;
  /** Why it cannot be chosen; null where it can. */
  fault: string | null;
};

type Input = { projectId: string; url: string; connectionId?: string | null };

const longestMs = 25_000;

/** Asks an MCP server for its tools as they are now. Nothing is kept: what is chosen is saved with the tool. */
export async function discoverMcpTools(
  { transact, services }: { transact: Context['transact']; services: ToolServices },
  { projectId, url, connectionId = null }: Input,
  signal: AbortSignal,
): Promise<DiscoveredTool[]> {
  const parsed = URL.parse(url.trim());
  if (!parsed || !/^https?:$/.test(parsed.protocol))
    throw InvalidInputError.at('url', 'Write the URL of the server, such as https://mcp.example.com/mcp.');
  const refusal = egressFault(services.fetch, parsed.href);
  if (refusal) throw InvalidInputError.at('url', refusal);
  const { organizationId } = await transact((em, actor) =>
    mayDiscover(em, actor, { projectId, connectionId, origin: parsed.origin }),
  );
  const deadline = AbortSignal.timeout(longestMs);
  const ends = AbortSignal.any([signal, deadline]);
  let opened: OpenConnection | null = null;
  const scrub = (text: string) =>
    createScrubber((opened?.secrets ?? []).map((one) => new Secret(one))).scrub(text);
  try {
    if (connectionId) opened = await services.openConnection(organizationId, projectId, connectionId);
    const headers = (await opened?.headers(ends)) ?? {};
    const tools = await withMcpServer(services.fetch, { url: parsed.href, headers, signal: ends }, (client) =>
      listMcpTools(client, ends),
    );
    return tools.map((tool) => {
      const parameters = readSchema(tool);
      const { name, description = '' } = tool;
      return { name, description, parameters, fault: argumentsFault(parameters) };
    });
  } catch (error) {
    signal.throwIfAborted();
    if (deadline.aborted) throw new ConflictError(`${parsed.host} did not answer within 25 s.`, ['url']);
    if (error instanceof ConnectionUnusable) throw new ConflictError(error.message, ['connectionId']);
    const told = findFetchFailure(error, parsed.host) ?? asToolCallFailed(error, ends);
    if (told instanceof Error) throw new ConflictError(scrub(told.message), ['url']);
    throw error;
  }
}

async function mayDiscover(
  em: EntityManager,
  actor: Actor,
  { projectId, connectionId, origin }: { projectId: string; connectionId: string | null; origin: string },
): Promise<Actor> {
  requireProjectRole(actor, projectId, 'CONTRIBUTOR');
  await findProject(em, projectId);
  const issues = await connectionIssues(em, projectId, connectionId, origin);
  if (issues.length > 0) throw new InvalidInputError(issues);
  return actor;
}
