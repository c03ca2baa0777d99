import {
  definitionFaults,
  type ToolDefinition,
  toolDefinitionSchema,
  toolNameFault,
} from '@patchbay/schema/tools/tool-definition.ts';
import { originOfTemplate } from '@patchbay/schema/tools/url-template.ts';
import { Connection } from '../connections/connection.ts';
import { InvalidInputError, type Issue } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import { egressFault } from '../providers/egress-fault.ts';
import type { GuardedFetch } from '../providers/guarded-fetch.ts';

export type ToolInput = {
  name: string;
  description: string;
  connectionId?: string | null;
  /** Of the shape that `toolDefinitionSchema` describes. */
  definition?: unknown;
};

type ReadTool = {
  name: string;
  description: string;
  connectionId: string | null;
  definition: ToolDefinition;
};

const longestDescription = 4_000;

/** Every fault is told at its field, and what no call could ever reach is refused now. */
export async function readTool(
  em: EntityManager,
  projectId: string,
  input: ToolInput,
  fetch: GuardedFetch,
): Promise<ReadTool> {
  const name = input.name.trim();
  const description = input.description.trim();
  const issues: Issue[] = [];
  const nameFault = toolNameFault(name);
  if (nameFault) issues.push({ path: ['name'], message: nameFault });
  if (description === '')
    issues.push({ path: ['description'], message: 'Say what the tool does: the model chooses by it.' });
  if (description.length > longestDescription)
    issues.push({ path: ['description'], message: 'A description has at most 4,000 characters.' });

  const read = toolDefinitionSchema.safeParse(input.definition);
  if (!read.success)
    throw new InvalidInputError([
      ...issues,
      ...read.error.issues.map(({ path, message }) => ({
        path: ['definition', ...path.map(String)],
        message,
      })),
    ]);
  const definition = read.data;
  const faults = definitionFaults(definition);
  issues.push(...faults.map(({ path, message }) => ({ path: ['definition', ...path], message })));
  if (!faults.some(({ path }) => path[0] === 'url')) {
    const origin = originOfTemplate(definition.url);
    const refusal = egressFault(fetch, origin);
    if (refusal) issues.push({ path: ['definition', 'url'], message: refusal });
    issues.push(...(await connectionIssues(em, projectId, input.connectionId ?? null, origin)));
  }
  if (issues.length > 0) throw new InvalidInputError(issues);
  return { name, description, connectionId: input.connectionId ?? null, definition };
}

/** A secret goes to its own origin only, so that is where its tools must call. */
export async function connectionIssues(
  em: EntityManager,
  projectId: string,
  connectionId: string | null,
  origin: string,
): Promise<Issue[]> {
  if (connectionId === null) return [];
  const connection = await em.findOne(Connection, { id: connectionId, projectId });
  if (!connection) return [{ path: ['connectionId'], message: 'The project has no such connection.' }];
  if (connection.origin === origin) return [];
  return [
    {
      path: ['connectionId'],
      message: `"${connection.name}" is for ${connection.origin} alone, and the URL leads to ${origin}. Choose another connection, or change the URL.`,
    },
  ];
}
