import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { chainOf } from '../stack/chain.ts';
import { type Figure, timed, timings } from './figure.ts';
import type { Ground } from './ground.ts';
import { seedUsage } from './seed-usage.ts';
import { median } from './statistics.ts';

const program = fileURLToPath(new URL('../../api/src/workflows/measure-usage.ts', import.meta.url));

const whole = { workflows: 100_000, usesEach: 10, models: 1_000, repointed: 1_000 };
const small = { workflows: 2_000, usesEach: 10, models: 100, repointed: 50 };

/** One of the thousand; the others are only named. */
const model = 'measured-7';
const leaving = 'leaving';

const counts = `{ model(reference: "${model}") { usage { workflowCount stepCount versionCount } } }`;
const list = `{ model(reference: "${model}") { usage { workflowCount workflows(first: 20) { totalCount nodes {
  inDraft inLive workflow { id name project { id name } } steps { nodeId name inDraft inLive } } } } } }`;
const attention = `{ organization { workflowsNeedingAttention(first: 20) { totalCount nodes { id name
  attention { nodeId runs reasons { message } } } } } }`;

// By somebody who knows the names, the organisation, and needs no rights.
const active = `u.organization_id = $1 and u.reference = $2 and u.state in ('DRAFT', 'LIVE')`;
const bareCounts = `
  select count(distinct u.workflow_id), count(distinct (u.workflow_id, u.node_id)),
    (select count(distinct version_id) from model_use where organization_id = $1 and reference = $2
      and state in ('LIVE', 'OLDER'))
  from model_use u where ${active}`;
const bareList = `
  select w.id, w.name, p.name, array_agg(u.step_name), bool_or(u.state = 'DRAFT'),
    (select count(distinct workflow_id) from model_use u where ${active})
  from model_use u join workflow w on w.id = u.workflow_id join project p on p.id = w.project_id
  where ${active} and u.workflow_id in (
    select distinct workflow_id from model_use u where ${active} order by workflow_id desc limit 20)
  group by w.id, w.name, p.name order by w.id desc`;
/** All but the one model of the thousand that is there. */
const bareAttention = `
  select count(distinct workflow_id), (select array_agg(id) from (
    select distinct workflow_id as id from model_use where organization_id = $1 and state = 'LIVE' and reference <> $2
    order by 1 desc limit 20) as newest)
  from model_use where organization_id = $1 and state = 'LIVE' and reference <> $2`;

/** By the API's own code, in a process of its own: what the network, the session and GraphQL add shows beside it. */
async function measureCode(args: string[]): Promise<Record<'counts' | 'list', number[]>> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args]);
  return JSON.parse(stdout) as Record<'counts' | 'list', number[]>;
}

/** Who uses a model among a million references, and a thousand workflows given another one at once. */
export async function usage({ stackSandboxUrl, databaseUrl, rounds, builder }: Ground): Promise<Figure[]> {
  const size = rounds(100) < 100 ? small : whole;
  const { slug, caller, addModel } = await builder('Usage');
  for (const name of [model, leaving, 'house']) await addModel(stackSandboxUrl, name);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>('select id from organization where slug = $1', [
      slug,
    ]);
    const organizationId = rows[0]?.id ?? '';
    await seedUsage(client, organizationId, { ...size, graph: chainOf([leaving]), leaving });
    const times = new Map<string, number[]>();
    const time = async (name: string, work: () => Promise<unknown>, counted: boolean) => {
      const took = await timed(work);
      if (counted) times.set(name, [...(times.get(name) ?? []), took]);
    };
    // In turn, so that a machine that slows down slows all of them. The first rounds only warm up: a process that has not
    // yet answered some hundreds of them takes twice as long.
    for (let round = -rounds(200); round < rounds(100); round += 1) {
      await time('viewer', () => caller.ask('{ viewer { id } }'), round >= 0);
      await time('sql counts', () => client.query(bareCounts, [organizationId, model]), round >= 0);
      await time('counts', () => caller.ask(counts), round >= 0);
      await time('sql list', () => client.query(bareList, [organizationId, model]), round >= 0);
      await time('list', () => caller.ask(list), round >= 0);
      if (round < -5 || round % 10 !== 0) continue;
      await time('sql attention', () => client.query(bareAttention, [organizationId, model]), round >= 0);
      await time('attention', () => caller.ask(attention), round >= 0);
    }
    const byCode = await measureCode([databaseUrl, organizationId, model, `${rounds(100)}`]);
    const of = (name: string) => times.get(name) ?? [];
    const references = (size.workflows * size.usesEach).toLocaleString('en');
    const beside = (name: string) => ({ what: 'by SQL', value: median(of(name)) });
    const besideViewer = { what: '{ viewer { id } }', value: median(of('viewer')) };
    const plan = `mutation ($input: RetireModelInput!) { retireModel(input: $input) {
      ... on RetireModelPayload { workflowsRepointed versionsPublished stepsLeftBehind } ... on Error { message } } }`;
    const { repointPlan } = await caller.ask<{ repointPlan: { seen: string; groups: { key: string }[] } }>(
      planOf(await idOf(leaving)),
    );
    const looking: number[] = [];
    for (let round = 0; round < 5; round += 1)
      looking.push(await timed(async () => caller.ask(planOf(await idOf(leaving)))));
    const groups = repointPlan.groups.map(({ key }) => ({ group: key, to: 'house' }));
    const input = { modelId: await idOf(leaving), as: 'DELETED', seen: repointPlan.seen, groups };
    const bareRepointing = await timed(() => repointBySql(client, organizationId));
    let done: { retireModel: Record<string, unknown> } | undefined;
    const repointing = await timed(async () => {
      done = await caller.ask(plan, { input });
    });
    if (done?.retireModel['workflowsRepointed'] !== size.repointed)
      throw new Error(`Not all were repointed: ${JSON.stringify(done)}`);
    const many = size.repointed.toLocaleString('en');
    return [
      timings(`usage counts of a model, among ${references} references`, byCode.counts, beside('sql counts')),
      timings('the same through GraphQL', of('counts'), besideViewer),
      timings(`usage list of a model, among ${references} references`, byCode.list, beside('sql list')),
      timings('counted and listed through GraphQL', of('list'), besideViewer),
      timings(
        `workflows needing attention, among ${references} references`,
        of('attention'),
        beside('sql attention'),
      ),
      timings(`plan to repoint ${many} workflows`, looking),
      {
        name: `${many} workflows repointed with a deletion, in one transaction`,
        unit: 'ms',
        value: repointing,
        beside: { what: 'the same rows by SQL', value: bareRepointing },
      },
    ];
  } finally {
    await client.end();
  }

  async function idOf(reference: string): Promise<string> {
    const answer = await caller.ask<{ model: { id: string } }>(`{ model(reference: "${reference}") { id } }`);
    return answer.model.id;
  }
}

const planOf = (
  modelId: string,
) => `{ repointPlan(modelId: "${modelId}") { ... on RepointPlan { seen workflowCount
  choices { model { reference } costDifference } groups { key useCount choices { model { reference } costDifference }
  uses { live nodeId stepName workflow { id name project { id name } } } } } } }`;

/** What has to be written at the least: a version, a draft and their uses for each; taken back. */
async function repointBySql(client: pg.ClientBase, organizationId: string): Promise<void> {
  await client.query('begin');
  const named = `where organization_id = $1 and reference = '${leaving}'`;
  const theirs = `where organization_id = $1 and name like 'Leaving %'`;
  await client.query(
    `with made as (
       insert into workflow_version (id, organization_id, workflow_id, number, graph, revision, message, author)
       select gen_random_uuid(), organization_id, id, 2, replace(draft::text, '${leaving}', 'house')::json, 2, '', 'Bench'
       from workflow ${theirs} returning id, workflow_id, organization_id),
     used as (
       insert into model_use (organization_id, workflow_id, version_id, node_id, place, step_name, reference, question, state)
       select m.organization_id, m.workflow_id, m.id, node_id, place, step_name, 'house', question, 'OLDER'
       from made m join model_use u using (workflow_id) where u.version_id is null)
     update workflow w set live_version_id = made.id, draft = replace(draft::text, '${leaving}', 'house')::json,
       revision = revision + 1 from made where made.workflow_id = w.id`,
    [organizationId],
  );
  await client.query(`update model_use set reference = 'house' ${named} and version_id is null`, [
    organizationId,
  ]);
  await client.query('set constraints all immediate');
  await client.query('rollback');
}
