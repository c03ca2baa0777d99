import { inOrganization, type MikroORM } from '../orm.ts';
import type { CallableTool } from './callable-tool.ts';
import { callableTools, type ToolServices } from './callable-tools.ts';
import { Tool } from './tool.ts';

export type ToolsFor = (
  organizationId: string,
  projectId: string,
  toolIds: readonly string[],
) => Promise<ToolsOfStep>;

type ToolsOfStep = {
  tools: CallableTool[];
  /** Ids that the project has no tool of: somebody deleted it since. */
  missing: string[];
};

/** The tools that a step binds, in its order, as they are at this moment. */
export function createToolsFor(orm: MikroORM, services: ToolServices): ToolsFor {
  return async (organizationId, projectId, toolIds) => {
    if (toolIds.length === 0) return { tools: [], missing: [] };
    const found = await inOrganization(orm, organizationId, (em) =>
      em.find(Tool, { id: [...toolIds], projectId }),
    );
    const byId = new Map(found.map((tool) => [tool.id, tool]));
    return {
      tools: toolIds.flatMap((id) => {
        const tool = byId.get(id);
        return tool ? callableTools(services, tool) : [];
      }),
      missing: toolIds.filter((id) => !byId.has(id)),
    };
  };
}
