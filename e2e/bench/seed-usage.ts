import type pg from 'pg';

export type UsageSize = {
  workflows: number;
  /** References of each workflow, half of them in its draft, half in its live version. */
  usesEach: number;
  /** As many names are used. */
  models: number;
  /** Workflows beside them, with a real graph, that name the model which goes. */
  repointed: number;
  graph: object;
  leaving: string;
};

const question = '{"requirements": [], "onMissingCapability": "refuse", "substitution": "allow"}';

/** Workflows and their uses, faster than by one verb for each: what they refer to is known to be there. */
export async function seedUsage(
  client: pg.ClientBase,
  organizationId: string,
  { workflows, usesEach, models, repointed, graph, leaving }: UsageSize,
): Promise<void> {
  await client.query('begin');
  // A million checks of foreign keys at the end would take longer than all the rest.
  await client.query('set local session_replication_role = replica');
  await addWorkflows(client, organizationId, 'Measured', workflows, { version: 1, nodes: [], edges: [] });
  await addWorkflows(client, organizationId, 'Leaving', repointed, graph);
  const insert = `insert into model_use (organization_id, workflow_id, version_id, node_id, place, step_name, reference, question, state)`;
  await client.query(
    `${insert}
     select $1, w.id, case when use % 2 = 0 then w.live_version_id end, 'step-' || use / 2, '["model"]', 'Step ' || use / 2,
       'measured-' || 1 + (substr(w.name, 10)::int * $2::int + use) % $3::int, '${question}',
       case when use % 2 = 0 then 'LIVE' else 'DRAFT' end
     from workflow w, generate_series(0, $2::int - 1) use where w.organization_id = $1 and w.name like 'Measured %'`,
    [organizationId, usesEach, models],
  );
  await client.query(
    `${insert}
     select $1, w.id, version, 'p1', '["model"]', 'Prompt 1', $2, '${question}',
       case when version is null then 'DRAFT' else 'LIVE' end
     from workflow w, unnest(array[null, w.live_version_id]) version
     where w.organization_id = $1 and w.name like 'Leaving %'`,
    [organizationId, leaving],
  );
  await client.query('commit');
  // As autovacuum would, a while after so many rows came.
  await client.query('vacuum analyze model_use, workflow, workflow_version');
}

/** Each with a draft and a live version that are the same. */
async function addWorkflows(
  client: pg.ClientBase,
  organizationId: string,
  name: string,
  count: number,
  graph: object,
): Promise<void> {
  await client.query(
    `insert into workflow (id, organization_id, project_id, name, description, draft, draft_by, live_version_id)
     select gen_random_uuid(), $1, (select id from project where organization_id = $1 limit 1), $2 || ' ' || n, '', $3,
       'Bench', gen_random_uuid()
     from generate_series(1, $4::int) n`,
    [organizationId, name, JSON.stringify(graph), count],
  );
  await client.query(
    `insert into workflow_version (id, organization_id, workflow_id, number, graph, revision, message, author)
     select live_version_id, organization_id, id, 1, draft, 1, '', 'Bench' from workflow
     where organization_id = $1 and name like $2`,
    [organizationId, `${name} %`],
  );
}
