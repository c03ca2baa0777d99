// A database with rows in it, as an earlier release left it, is brought up to date. It belongs to whoever migrates, and
// who is no superuser: forced row-level security hides rows from such an owner, too.
import { randomUUID } from 'node:crypto';
import { graphOf, promptStep } from '@patchbay/schema/test/small-graph.ts';
import pg from 'pg';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createOrm } from '../orm.ts';
import { withDatabase } from '../test/global-setup.ts';

const name = `test_${randomUUID().replaceAll('-', '')}`;
const [organizationId, workflowId, versionId, modelId] = [uuid(), uuid(), uuid(), uuid()];

let server: pg.Client;
/** A superuser's, whom nothing is hidden from. */
let database: pg.Client;

beforeAll(async () => {
  server = new pg.Client({ connectionString: inject('postgresUrl') });
  await server.connect();
  await server.query(`create role ${name} login password 'owner' createrole`);
  await server.query(`grant patchbay_app, patchbay_across, patchbay_auth to ${name} with admin option`);
  await server.query(`create database ${name} owner ${name}`);
  const url = new URL(withDatabase(inject('postgresUrl'), name));
  database = new pg.Client({ connectionString: url.href });
  await database.connect();
  url.username = name;
  url.password = 'owner';
  const orm = createOrm(url.href);
  try {
    await orm.migrator.up({ to: 'M004EndedRuns' });
    await leaveRows();
    await orm.migrator.up({ to: 'M024SentPrompts' });
    await pointBeforeItsUses();
    await orm.migrator.up();
  } finally {
    await orm.close(true);
  }
});

afterAll(async () => {
  await database.end();
  await server.query(`drop database ${name} with (force)`);
  await server.query(`drop role ${name}`);
  await server.end();
});

async function leaveRows(): Promise<void> {
  const projectId = uuid();
  const draft = graphOf([promptStep('first', { model: 'default' }), promptStep('second', { model: '' })]);
  const published = graphOf([promptStep('first', { model: 'old-model' })]);
  await database.query(`insert into organization (id, name, slug) values ($1, 'Old', 'old')`, [
    organizationId,
  ]);
  await database.query(`insert into project (id, organization_id, name) values ($1, $2, 'Old')`, [
    projectId,
    organizationId,
  ]);
  await database.query(
    `insert into workflow (id, organization_id, project_id, name, draft, draft_by) values ($1, $2, $3, 'Old', $4, 'Old')`,
    [workflowId, organizationId, projectId, JSON.stringify(draft)],
  );
  await database.query(
    `insert into workflow_version (id, organization_id, workflow_id, number, graph, revision, author)
     values ($1, $2, $3, 1, $4, 1, 'Old')`,
    [versionId, organizationId, workflowId, JSON.stringify(published)],
  );
  await database.query(
    `insert into custom_model (id, organization_id, slug, provider, provider_model_id, display_name, max_tokens,
       json_mode, vision, tool_use, reasoning, fingerprint, created_by)
     values ($1, $2, 'old-model', 'openai-compatible', 'old', 'Old Model', 1, true, true, true, true, 'old', 'Old')`,
    [modelId, organizationId],
  );
  for (const passed of [false, true])
    await database.query(
      `insert into connection_test (id, organization_id, fingerprint, provider, provider_model_id, model_id, passed,
         message, latency_ms, requested_by, requested_by_id)
       values ($1, $2, 'old', 'openai-compatible', 'old', $3, $4, 'Old', 1, 'Old', $5)`,
      [uuid(), organizationId, modelId, passed, uuid()],
    );
}

/** As repointing did it: the version was live before its uses were there, so nothing told them. */
async function pointBeforeItsUses(): Promise<void> {
  await database.query(`update workflow set live_version_id = $1 where id = $2`, [versionId, workflowId]);
  await database.query(`update model_use set state = 'OLDER' where version_id = $1`, [versionId]);
}

test('what a live version names counts as live', async () => {
  const { rows } = await database.query(`select version_id, state from model_use order by version_id`);
  expect(rows).toEqual([
    { version_id: versionId, state: 'LIVE' },
    { version_id: null, state: 'DRAFT' },
  ]);
});

test('what drafts and versions name is found as rows', async () => {
  const { rows } = await database.query(
    `select workflow_id, version_id, node_id, place, step_name, reference from model_use order by version_id, node_id`,
  );
  const use = { workflow_id: workflowId, place: '["model"]', node_id: 'first', step_name: 'first' };
  expect(rows).toEqual([
    { ...use, version_id: versionId, reference: 'old-model' },
    { ...use, version_id: null, reference: 'default' },
  ]);
});

test('a model knows its last test, and the order in which it is listed', async () => {
  const { rows } = await database.query(
    `select sort_name, last_test_passed, last_tested_at = (select max(at) from connection_test) as latest from custom_model`,
  );
  expect(rows).toEqual([{ sort_name: 'old model', last_test_passed: true, latest: true }]);
});

test('every tenant table is still closed to its own owner', async () => {
  const { rows } = await database.query<{ relname: string }>(
    `select relname from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity and not relforcerowsecurity`,
  );
  expect(rows).toEqual([]);
});
