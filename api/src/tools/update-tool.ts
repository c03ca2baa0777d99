import type { Actor } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import type { EntityManager } from '../orm.ts';
import type { GuardedFetch } from '../providers/guarded-fetch.ts';
import { asToolNameTaken, lockTool, toolSubject } from './find-tool.ts';
import type { Tool } from './tool.ts';
import { readTool, type ToolInput } from './tool-input.ts';

/** As a whole. Workflows bind it by its id, so that a new name or definition holds for them from their next run on. */
export async function updateTool(
  em: EntityManager,
  actor: Actor,
  { toolId, ...input }: ToolInput & { toolId: string },
  fetch: GuardedFetch,
): Promise<Tool> {
  const tool = await lockTool(em, actor, toolId, 'CONTRIBUTOR');
  const read = await readTool(em, tool.projectId, input, fetch);
  const pairs = (['name', 'description', 'connectionId', 'definition'] as const).map(
    (field) => [field, tool[field], read[field]] as const,
  );
  const really = pairs.filter(([, from, to]) => JSON.stringify(from) !== JSON.stringify(to));
  Object.assign(tool, read);
  if (really.length > 0) {
    const details = Object.fromEntries(really.map(([field, from, to]) => [field, { from, to }]));
    record(em, actor, 'tool.updated', toolSubject(tool), details);
  }
  await em.flush().catch(asToolNameTaken(tool.name));
  return tool;
}
