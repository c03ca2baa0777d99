// Two organisations, ours and theirs, that register models of the sandbox: the fake end of the provider's wire.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '../access/actor.ts';
import { type AddCustomModelInput, addCustomModel } from '../models/add-custom-model.ts';
import type { ConnectionTest } from '../models/connection-test.ts';
import { createModelServices, type ModelServices } from '../models/model-services.ts';
import type { SetupInput } from '../models/model-setup.ts';
import { testConnection } from '../models/test-connection.ts';
import { type EntityManager, inOrganization, type MikroORM } from '../orm.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../sandbox/sandbox.ts';
import { createDatabase } from './database.ts';
import { createActor } from './durable-ground.ts';

export type ModelGround = Awaited<ReturnType<typeof createModelGround>>;
export type Tenant = ReturnType<typeof tenantOf>;

/** `egressAllow` lets a test bring a server of its own. */
export async function createModelGround({ egressAllow = '' } = {}) {
  const database = await createDatabase();
  const directory = await mkdtemp(join(tmpdir(), 'patchbay-models-'));
  const keyRingFile = join(directory, 'key-ring.json');
  const keys = { k1: randomBytes(32).toString('base64') };
  await writeFile(keyRingFile, JSON.stringify({ current: 'k1', keys }));
  const sandbox = await startSandbox();
  const elsewhere = await startSandbox();
  const services = createModelServices({
    KEY_RING_FILE: keyRingFile,
    EGRESS_ALLOW: `${new URL(elsewhere.url).host} ${egressAllow}`,
    SANDBOX_URL: sandbox.url,
    OPENROUTER_API_KEY: undefined,
    PLATFORM_MODELS_FILE: undefined,
    PLATFORM_CALLS_PER_MINUTE: 120,
  });
  const ours = tenantOf(database.orm, await createActor(database.orm), services, sandbox.url);
  const theirs = tenantOf(database.orm, await createActor(database.orm), services, sandbox.url);
  return {
    database,
    services,
    /** What the provider saw. */
    sandbox,
    /** The same on another port, which is another origin. */
    elsewhere,
    ours,
    theirs,
    async close() {
      await services.fetch.close();
      await Promise.all([sandbox.close(), elsewhere.close()]);
      await database.close();
      await rm(directory, { recursive: true });
    },
  };
}

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox & { url: string }> {
  const sandbox = createSandbox(options);
  sandbox.server.listen(0, '127.0.0.1');
  await once(sandbox.server, 'listening');
  const { port } = sandbox.server.address() as AddressInfo;
  return { ...sandbox, url: `http://127.0.0.1:${port}` };
}

/** A setup that says only what matters to a test. */
export type SetupOverrides = Partial<Omit<SetupInput, 'fields'>> & { baseUrl?: string; apiKey?: string };

function tenantOf(orm: MikroORM, actor: Actor, services: ModelServices, sandboxUrl: string) {
  const transactAs =
    (who: Actor) =>
    <T>(work: (em: EntityManager, actor: Actor) => Promise<T>): Promise<T> =>
      inOrganization(orm, actor.organizationId, (em) => work(em, who));
  const transact = transactAs(actor);

  const setupOf = ({
    baseUrl = `${sandboxUrl}/v1`,
    apiKey = 'sk-good-key-1234',
    ...overrides
  }: SetupOverrides = {}): SetupInput => ({
    provider: 'openai-compatible',
    fields: [
      { name: 'baseUrl', value: baseUrl },
      { name: 'apiKey', value: apiKey },
    ],
    providerModelId: 'sandbox-fast',
    maxTokens: 4096,
    capabilities: { jsonMode: true, vision: false, toolUse: true, reasoning: false },
    reasoningParameter: 'max_tokens',
    ...overrides,
  });
  const test = (setup: SetupInput, modelId?: string): Promise<ConnectionTest> =>
    testConnection({ services, transact }, { setup, modelId }, new AbortController().signal);
  const add = (input: Partial<AddCustomModelInput> = {}) =>
    transact((em) =>
      addCustomModel(
        em,
        actor,
        { displayName: 'Fast', setup: setupOf(), untested: true, ...input },
        services,
      ),
    );
  return { actor, member: { ...actor, role: 'MEMBER' as const }, transact, transactAs, setupOf, test, add };
}
