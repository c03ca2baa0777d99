import { withValueAt } from '@patchbay/schema/rename-key.ts';
import type { WorkflowGraph, WorkflowNode } from '@patchbay/schema/workflow-graph.ts';
import { v7 as uuid } from 'uuid';
import type { Actor } from '../access/actor.ts';
import { record } from '../audit/record.ts';
import { newsOf } from '../live/presence.ts';
import { publishAll } from '../live/publish.ts';
import type { EntityManager } from '../orm.ts';
import { keepDraftChanges } from './draft-change.ts';
import { workflowSubject } from './find-workflow.ts';
import { keepUsesOfVersions } from './model-use.ts';
import { readGraph } from './read-graph.ts';
import type { Use } from './repoint-plan.ts';
import { Workflow } from './workflow.ts';
import { WorkflowVersion } from './workflow-version.ts';

export type RepointedUse = { use: Use; to: string };

/**
 * Other models in place of the one that goes: as new versions of what is live, and in the drafts. What is not published
 * of a draft is not published along: the new version is the live one with nothing but other models. The workflows are
 * locked already.
 */
export async function repointUses(
  em: EntityManager,
  actor: Actor,
  repointed: readonly RepointedUse[],
  message: string,
): Promise<{ workflows: number; versions: number }> {
  const byWorkflow = Map.groupBy(repointed, ({ use }) => use.workflowId);
  const workflows = await em.find(Workflow, { id: [...byWorkflow.keys()] });
  const liveIds = workflows.flatMap(({ liveVersionId }) => liveVersionId ?? []);
  const live = new Map((await em.find(WorkflowVersion, { id: liveIds })).map((one) => [one.workflowId, one]));
  const latest = await latestNumbers(em, [...byWorkflow.keys()]);

  const created = new Map<string, WorkflowVersion>();
  const changed: { workflow: Workflow; before: WorkflowGraph }[] = [];
  for (const workflow of workflows) {
    const uses = byWorkflow.get(workflow.id) ?? [];
    const before = live.get(workflow.id);
    const wasPublishedAsItIs = before !== undefined && workflow.holds(before.graph);
    const inDraft = uses.filter(({ use }) => use.versionId === null);
    const inLive = uses.filter(({ use }) => use.versionId !== null);
    if (inDraft.length > 0) {
      const draft = readGraph(workflow.draft);
      changed.push({ workflow, before: draft });
      workflow.keepDraft(withModels(draft, inDraft), actor.name);
    }
    if (before && inLive.length > 0) {
      const version = em.create(WorkflowVersion, {
        id: uuid(),
        organizationId: actor.organizationId,
        workflowId: workflow.id,
        number: (latest.get(workflow.id) ?? 0) + 1,
        graph: withModels(readGraph(before.graph), inLive),
        // Where nothing was unpublished, nothing is so now.
        revision: wasPublishedAsItIs ? workflow.revision : before.revision,
        message,
        author: actor.name,
      });
      created.set(workflow.id, version);
    }
    const version = created.get(workflow.id)?.number ?? null;
    const steps = uses.map(({ use, to }) => `${use.stepName}: ${use.reference} -> ${to}`);
    record(em, actor, 'workflow.repointed', workflowSubject(workflow), {
      version,
      steps: [...new Set(steps)],
    });
  }
  // The versions must be there before the workflows point at them, and their uses, too: pointing makes those live.
  await em.flush();
  await keepUsesOfVersions(em, [...created.values()]);
  for (const workflow of workflows) {
    const version = created.get(workflow.id);
    if (version) workflow.liveVersionId = version.id;
  }
  await em.flush();
  await renameUsesOfDrafts(em, repointed);
  await keepDraftChanges(em, actor, changed);
  await publishAll(
    em,
    changed.map(({ workflow: { id, revision } }) => newsOf(id, revision)),
  );
  return { workflows: workflows.length, versions: created.size };
}

function withModels(graph: WorkflowGraph, repointed: readonly RepointedUse[]): WorkflowGraph {
  const byNode = Map.groupBy(repointed, ({ use }) => use.nodeId);
  return {
    ...graph,
    nodes: graph.nodes.map((node) => {
      const here = byNode.get(node.id);
      if (!here) return node;
      const data = here.reduce(
        (data, { use, to }) => withValueAt(data, JSON.parse(use.place) as string[], to),
        node.data as unknown,
      );
      return { ...node, data } as WorkflowNode;
    }),
  };
}

async function latestNumbers(em: EntityManager, workflowIds: string[]): Promise<Map<string, number>> {
  const rows = await em.execute<{ id: string; number: number }[]>(
    `select workflow_id as id, max(number) as number from workflow_version
     where workflow_id in (select jsonb_array_elements_text(?::jsonb)::uuid) group by 1`,
    [JSON.stringify(workflowIds)],
  );
  return new Map(rows.map(({ id, number }) => [id, number]));
}

async function renameUsesOfDrafts(em: EntityManager, repointed: readonly RepointedUse[]): Promise<void> {
  const rows = repointed.flatMap(({ use: { workflowId, versionId, nodeId, place }, to }) =>
    versionId === null ? [{ workflow_id: workflowId, node_id: nodeId, place, reference: to }] : [],
  );
  await em.execute(
    `update model_use u set reference = n.reference
     from jsonb_to_recordset(?::jsonb) as n (workflow_id uuid, node_id text, place text, reference text)
     where u.workflow_id = n.workflow_id and u.version_id is null and u.node_id = n.node_id and u.place = n.place`,
    [JSON.stringify(rows)],
  );
}
