import { v7 as uuid } from 'uuid';
import { type Actor, requireProjectRole } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import { findProject } from '../organizations/find-project.ts';
import type { EntityManager } from '../orm.ts';
import type { GuardedFetch } from '../providers/guarded-fetch.ts';
import { asToolNameTaken, toolSubject } from './find-tool.ts';
import { Tool } from './tool.ts';
import { readTool, type ToolInput } from './tool-input.ts';

export async function createTool(
  em: EntityManager,
  actor: Actor,
  { projectId, ...input }: ToolInput & { projectId: string },
  fetch: GuardedFetch,
): Promise<Tool> {
  requireProjectRole(actor, projectId, 'CONTRIBUTOR');
  const project = await findProject(em, projectId);
  const tool = em.create(Tool, {
    id: uuid(),
    organizationId: actor.organizationId,
    projectId: project.id,
    ...(await readTool(em, project.id, input, fetch)),
    createdBy: actor.name,
  });
  const { kind, url } = tool.definition;
  record(em, actor, 'tool.created', toolSubject(tool), { project: project.name, kind, url });
  await em.flush().catch(asToolNameTaken(tool.name));
  return tool;
}
