import type pg from 'pg';

export type RegistrySize = { models: number; organizations: number; modelsEach: number; workflows: number };

/** Fills one organisation's registry, and those of many others beside it, faster than by one verb for each. */
export async function seedRegistry(
  client: pg.ClientBase,
  organizationId: string,
  { models, organizations, modelsEach, workflows }: RegistrySize,
): Promise<void> {
  await client.query('begin');
  const { rows } = await client.query<{ id: string }>(
    `insert into organization (id, name, slug)
     select gen_random_uuid(), 'Neighbour ' || n, 'neighbour-' || n from generate_series(1, $1::int) n returning id`,
    [organizations - 1],
  );
  await addModels(client, [organizationId], models);
  await addModels(
    client,
    rows.map(({ id }) => id),
    modelsEach,
  );
  await addWorkflows(client, organizationId, workflows);
  await client.query('commit');
  // As autovacuum would, a while after so many rows came.
  await client.query('analyze');
}

/** Every second model was tested, twice; every 20th is off, every 50th deleted. */
async function addModels(
  client: pg.ClientBase,
  organizationIds: readonly string[],
  each: number,
): Promise<void> {
  const added = `organization_id = any ($1::uuid[]) and slug like 'measured-%'`;
  await client.query(
    `insert into custom_model (id, organization_id, slug, provider, provider_model_id, display_name, description,
       settings, max_tokens, json_mode, vision, tool_use, reasoning, input_cost, output_cost, active, untested,
       fingerprint, created_by, created_at, deleted_at)
     select gen_random_uuid(), o, 'measured-' || n, 'openai-compatible', 'acme/llama-' || n % 97,
       (array['Llama', 'Mistral', 'Qwen', 'Falcon', 'Phi'])[1 + n % 5] || ' measured ' || md5(n::text), 'For team ' || n % 40,
       '{"baseUrl": "https://models.example.com/v1"}', 4096, n % 3 > 0, n % 4 = 0, n % 2 = 0, n % 7 = 0,
       0.0000003, 0.0000009, n % 20 > 0 and n % 50 > 0, n % 2 = 0, 'measured', 'Bench',
       now() - n * interval '1 minute', case when n % 50 = 0 then now() end
     from unnest($1::uuid[]) o, generate_series(1, $2::int) n`,
    [organizationIds, each],
  );
  await client.query(
    `with made as (select gen_random_uuid() as credential, id from custom_model where ${added}),
       stored as (
         insert into credential (id, organization_id, provider, audience, sealed, masks)
         select credential, organization_id, provider, 'https://models.example.com', '{}', '{"apiKey": "****1234"}'
         from made join custom_model using (id))
     update custom_model m set credential_id = credential from made where made.id = m.id and deleted_at is null`,
    [organizationIds],
  );
  await client.query(
    `insert into connection_test (id, organization_id, fingerprint, provider, provider_model_id, model_id, passed,
       message, latency_ms, requested_by, requested_by_id, at)
     select gen_random_uuid(), organization_id, 'measured', provider, provider_model_id, id, json_mode,
       'Connection test passed.', 20, 'Bench', gen_random_uuid(), created_at + round * interval '1 hour'
     from custom_model, generate_series(1, 2) round where ${added} and not untested`,
    [organizationIds],
  );
}

/** Each with a draft of three steps that name three of the models. */
async function addWorkflows(client: pg.ClientBase, organizationId: string, count: number): Promise<void> {
  await client.query(
    `insert into project (id, organization_id, name) values (gen_random_uuid(), $1, 'Measured usage')`,
    [organizationId],
  );
  await client.query(
    `insert into workflow (id, organization_id, project_id, name, draft, draft_by)
     select gen_random_uuid(), $1, project.id, 'Measured ' || n, '{"version": 1, "nodes": [], "edges": []}', 'Bench'
     from project, generate_series(1, $2::int) n where project.organization_id = $1 and project.name = 'Measured usage'`,
    [organizationId, count],
  );
  await client.query(
    `insert into model_use (organization_id, workflow_id, node_id, place, step_name, reference, question, state)
     select $1, id, 'step-' || step, '["model"]', 'Step ' || step,
       'measured-' || 1 + (hashtext(id::text || step) & 1023), '{"requirements": [], "onMissingCapability": "refuse", "substitution": "allow"}', 'DRAFT'
     from workflow, generate_series(1, 3) step where organization_id = $1 and name like 'Measured %'`,
    [organizationId],
  );
}
