import type { Actor } from '../access/actor.ts';
import { type Expecting, refuseOutdated, type Revised } from '../audit/refuse-outdated.ts';
import { record } from '../audit/record.ts';
import type { EntityManager } from '../orm.ts';
import type { GuardedFetch } from '../providers/guarded-fetch.ts';
import { asToolNameTaken, lockTool, toolSubject } from './find-tool.ts';
import type { Tool } from './tool.ts';
import { readTool, type ToolInput } from './tool-input.ts';

/** Its fields, as people know them. */
const told = [
  ['name', 'Name'],
  ['description', 'Description'],
  ['connectionId', 'Connection'],
  ['definition', 'What it calls'],
] as const;

export type UpdateToolInput = ToolInput & Expecting & { toolId: string };

/** As a whole. Workflows bind it by its id, so that a new name or definition holds for them from their next run on. */
export async function updateTool(
  em: EntityManager,
  actor: Actor,
  { toolId, expectedRevision, ...input }: UpdateToolInput,
  fetch: GuardedFetch,
): Promise<Tool> {
  const tool = await lockTool(em, actor, toolId, 'CONTRIBUTOR');
  await refuseOutdated(em, expectedRevision, revisedTool(tool));
  const read = await readTool(em, tool.projectId, input, fetch);
  const pairs = told.map(([field]) => [field, tool[field], read[field]] as const);
  const really = pairs.filter(([, from, to]) => JSON.stringify(from) !== JSON.stringify(to));
  Object.assign(tool, read);
  if (really.length > 0) {
    tool.revision += 1;
    const details = Object.fromEntries(really.map(([field, from, to]) => [field, { from, to }]));
    record(em, actor, 'tool.updated', toolSubject(tool), details);
  }
  await em.flush().catch(asToolNameTaken(tool.name));
  return tool;
}

function revisedTool(tool: Tool): Revised {
  return {
    subject: toolSubject(tool),
    revision: tool.revision,
    actions: ['tool.updated'],
    fieldsOf: (details) => told.filter(([field]) => field in details).map(([, label]) => label),
  };
}
