import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../errors.ts';
import { createProject } from '../organizations/create-project.ts';
import { type EntityManager, inOrganization } from '../orm.ts';
import { chainOf } from '../test/chain-of.ts';
import { createDatabase, type TestDatabase } from '../test/database.ts';
import { createLog } from '../log.ts';
import { createActor } from '../test/durable-ground.ts';
import { Workflow } from '../workflows/workflow.ts';
import { cancelRun } from './cancel-run.ts';
import { Run } from './run.ts';
import { createAdmission } from './admission.ts';
import { createRunStarter, type RunStarter, type Start } from './start-run.ts';

let database: TestDatabase;
let admin: Actor;
let workflow: Workflow;
let starter: RunStarter;

beforeAll(async () => {
  database = await createDatabase();
  admin = await createActor(database.orm);
  const { orm, url: databaseUrl } = database;
  const log = createLog('test', { level: 'silent' });
  const send = async () => ({ invocationId: 'none', isNew: true });
  // No room: what is started here waits in the queue.
  starter = createRunStarter({
    orm,
    databaseUrl,
    log,
    admission: createAdmission(orm, { send }, log),
    atMost: 0,
  });
  workflow = await transact(admin, async (em) => {
    const project = await createProject(em, admin, { name: 'Runs' });
    const created = em.create(Workflow, {
      id: uuid(),
      organizationId: admin.organizationId,
      projectId: project.id,
      name: 'To be run',
      description: '',
      draft: chainOf(['sandbox-fast']),
      draftBy: admin.name,
    });
    await em.flush();
    return created;
  });
});

afterAll(async () => {
  await starter.close();
  await database.close();
});

function transact<T>(actor: Actor, work: (em: EntityManager, actor: Actor) => Promise<T>): Promise<T> {
  return inOrganization(database.orm, actor.organizationId, (em) => work(em, actor));
}

const start = (changes: Partial<Start> = {}, actor = admin) =>
  starter.start(actor, {
    workflowId: workflow.id,
    draftRevision: 1,
    input: { text: 'hello' },
    idempotencyKey: uuid(),
    ...changes,
  });

const inRole = (role: 'CONTRIBUTOR' | 'VIEWER' | null): Actor => ({
  ...admin,
  role: 'MEMBER',
  projectRoles: role ? { [workflow.projectId]: role } : {},
});

describe('starting a run', () => {
  test('freezes the graph: what is edited afterwards does not reach it', async () => {
    const run = await start();
    await transact(admin, (em) =>
      em.nativeUpdate(Workflow, { id: workflow.id }, { draft: chainOf(['sandbox-smart']) }),
    );
    const kept = await transact(admin, (em) =>
      em.findOneOrFail(Run, { id: run.id }, { populate: ['graph'] }),
    );
    expect(JSON.stringify(kept.graph)).toContain('sandbox-fast');
    await transact(admin, (em) =>
      em.nativeUpdate(Workflow, { id: workflow.id }, { draft: chainOf(['sandbox-fast']) }),
    );
  });

  test('fifty times at once with one idempotency key makes one run', async () => {
    const idempotencyKey = uuid();
    const runs = await Promise.all(Array.from({ length: 50 }, () => start({ idempotencyKey })));
    expect(new Set(runs.map(({ id }) => id)).size).toBe(1);
    expect(await transact(admin, (em) => em.count(Run, { idempotencyKey }))).toBe(1);
  });

  test('of a draft that has moved on is a conflict that says where it is now', async () => {
    await expect(start({ draftRevision: 7 })).rejects.toThrow(ConflictError);
    await expect(start({ draftRevision: 7 })).rejects.toThrow('at revision 1 now');
  });

  test('of a draft that was started before and has moved on since is a conflict, too, but not for a key that was used', async () => {
    const idempotencyKey = uuid();
    const run = await start({ idempotencyKey });
    const moveTo = (revision: number) =>
      transact(admin, (em) => em.nativeUpdate(Workflow, { id: workflow.id }, { revision }));
    await moveTo(2);
    await expect(start()).rejects.toThrow('at revision 2 now');
    expect(await start({ idempotencyKey })).toMatchObject({ id: run.id });
    await moveTo(1);
  });

  test('of a workflow that was archived since its last run says so', async () => {
    await start();
    const archive = (archivedAt: Date | null) =>
      transact(admin, (em) => em.nativeUpdate(Workflow, { id: workflow.id }, { archivedAt }));
    await archive(new Date());
    await expect(start()).rejects.toThrow('archived');
    await archive(null);
  });

  test('of a workflow without a live version says to publish it first', async () => {
    await expect(start({ draftRevision: null })).rejects.toThrow('Publish it first');
  });

  test('tells every fault of the input together, each at its field', async () => {
    const attempt = start({ input: { text: 7, colour: 'red' } });
    await expect(attempt).rejects.toBeInstanceOf(InvalidInputError);
    await attempt.catch((error: InvalidInputError) =>
      expect(error.issues.map(({ path }) => path.join('.'))).toEqual(['input.colour', 'input.text']),
    );
  });

  test.each(['a\u0000b', 'a\ud800b'])(
    'an input with %j, which cannot be stored, names its field',
    async (text) => {
      await expect(start({ input: { text } })).rejects.toMatchObject({
        issues: [{ path: ['input', 'text'], message: expect.stringContaining('Remove') }],
      });
    },
  );

  test('a contributor may, a viewer may not, and to others there is no such project', async () => {
    await expect(start({}, inRole('CONTRIBUTOR'))).resolves.toBeInstanceOf(Run);
    await expect(start({}, inRole('VIEWER'))).rejects.toBeInstanceOf(ForbiddenError);
    await expect(start({}, inRole(null))).rejects.toBeInstanceOf(NotFoundError);
  });

  test('a workflow of another organisation is one that there is not', async () => {
    const stranger = await createActor(database.orm);
    await expect(start({}, stranger)).rejects.toThrow('There is no such workflow');
  });
});

describe('cancelling a run', () => {
  test('that is queued ends it at once, and it is never let go', async () => {
    const run = await start();
    const cancelled = await transact(admin, (em) => cancelRun(em, admin, { runId: run.id }));
    expect(cancelled).toMatchObject({ status: 'CANCELLED', output: null });
    await database.orm.em.fork().execute('select * from admit_runs(?, 1000)', [admin.organizationId]);
    const now = await transact(admin, (em) => em.findOneOrFail(Run, { id: run.id }));
    expect(now.status).toBe('CANCELLED');
  });

  test('that has ended says how it ended', async () => {
    const run = await start();
    await transact(admin, (em) => cancelRun(em, admin, { runId: run.id }));
    const again = transact(admin, (em) => cancelRun(em, admin, { runId: run.id }));
    await expect(again).rejects.toThrow('cancelled');
  });
});

describe('admission', () => {
  test('lets a run go as it starts, and where another is just admitting, a moment later', async () => {
    const sent: string[] = [];
    const { orm, url: databaseUrl } = database;
    const log = createLog('test', { level: 'silent' });
    const send = async ({ key }: { key: string }) => {
      sent.push(key);
      return { invocationId: key, isNew: true };
    };
    const admission = createAdmission(orm, { send }, log);
    const busy = createRunStarter({ orm, databaseUrl, log, admission, atMost: 1_000 });
    const now = () =>
      busy.start(admin, {
        workflowId: workflow.id,
        draftRevision: 1,
        input: { text: 'now' },
        idempotencyKey: uuid(),
      });
    const { id } = await now();
    expect(sent).toContain(`${id}/1`);

    const lock = `pg_advisory_xact_lock(hashtextextended('admit:' || ?, 0))`;
    const { promise: over, resolve: end } = Promise.withResolvers<void>();
    const admitting = Promise.withResolvers<void>();
    const other = orm.em.fork().transactional(async (em) => {
      await em.execute(`select ${lock}`, [admin.organizationId]);
      admitting.resolve();
      await over;
    });
    await admitting.promise;
    const second = await now();
    expect(sent).not.toContain(`${second.id}/1`);
    end();
    await other;
    await expect.poll(() => sent).toContain(`${second.id}/1`);
    await busy.close();
  });

  test('lets no more go than there is room for, however many ask at once, oldest first', async () => {
    const busy = await createActor(database.orm);
    const runs: string[] = [];
    await transact(busy, async (em) => {
      const project = await createProject(em, busy, { name: 'Storm' });
      const storm = em.create(Workflow, {
        id: uuid(),
        organizationId: busy.organizationId,
        projectId: project.id,
        name: 'Storm',
        description: '',
        draft: chainOf(['sandbox-fast']),
        draftBy: busy.name,
      });
      for (let index = 0; index < 30; index += 1) {
        const id = uuid();
        runs.push(id);
        em.create(Run, {
          id,
          organizationId: busy.organizationId,
          projectId: project.id,
          workflowId: storm.id,
          graph: storm.draft,
          input: {},
          requestedBy: busy.name,
        });
      }
      await em.flush();
    });
    const ask = () =>
      database.orm.em
        .fork()
        .execute<{ run_id: string }[]>('select * from admit_runs(?, 7)', [busy.organizationId]);
    const admitted = (await Promise.all(Array.from({ length: 10 }, ask))).flat().map(({ run_id: id }) => id);
    expect(admitted.toSorted()).toEqual(runs.slice(0, 7));
  });
});
