import type { Actor } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import type { EntityManager } from '../orm.ts';
import { lockTool, toolSubject } from '../tools/find-tool.ts';
import { Tool } from '../tools/tool.ts';
import { workflowsBinding } from './binding-usage.ts';
import { refuseWhileUsed } from './in-use-error.ts';

/** Whatever binds it is named instead. */
export async function deleteTool(
  em: EntityManager,
  actor: Actor,
  { toolId }: { toolId: string },
): Promise<string> {
  const tool = await lockTool(em, actor, toolId, 'CONTRIBUTOR');
  const { id, projectId } = tool;
  refuseWhileUsed('tool', { workflows: await workflowsBinding(em, projectId, { kind: 'tool', id }) });
  record(em, actor, 'tool.deleted', toolSubject(tool));
  await em.flush();
  await em.nativeDelete(Tool, { id });
  return id;
}
