import { v7 as uuid } from 'uuid';
import { type Actor, requireAdmin } from '../access/actor.ts';
import type { Context } from '../context.ts';
import { organizationKey } from '../credentials/credential-store.ts';
import type { EntityManager } from '../orm.ts';
import type { ModelRequest } from '../providers/model-client.ts';
import { ProviderError } from '../providers/provider-error.ts';
import { ConnectionTest } from './connection-test.ts';
import { CustomModel } from './custom-model.ts';
import { findCustomModel } from './find-custom-model.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { ModelServices } from './model-services.ts';
import type { ModelSetup, SetupInput } from './model-setup.ts';
import { openClient } from './open-client.ts';
import { readSetup } from './read-setup.ts';

/** Proxies cut a request that stays silent for 30 seconds. */
const longestMs = 25_000;

/** The answer that is asked for. Whether its schema is sent or only described is what the JSON mode toggle says. */
const answerSchema = {
  type: 'object',
  properties: { status: { type: 'string' } },
  required: ['status'],
  additionalProperties: false,
};

type Test = { setup: SetupInput; modelId?: string | null };

/**
 * Calls the model just as a run would, and records what came of it. No transaction is held while the provider is
 * called. When the caller goes away the call ends, and nothing is recorded.
 */
export async function testConnection(
  { services, transact }: { services: ModelServices; transact: Context['transact'] },
  input: Test,
  signal: AbortSignal,
): Promise<ConnectionTest> {
  const { setup, fingerprint } = await transact(async (em, actor) => {
    requireAdmin(actor);
    const saved = input.modelId ? await findCustomModel(em, input.modelId) : null;
    const setup = await readSetup(em, services.ring, input.setup, saved);
    const key = await organizationKey(em, services.ring, actor.organizationId);
    return { setup, fingerprint: fingerprintOf(key, setup) };
  });
  const outcome = await call(services, setup, signal);
  return transact((em, actor) =>
    recordTest(em, actor, { setup, fingerprint, modelId: input.modelId, outcome }),
  );
}

type Outcome = Pick<ConnectionTest, 'passed' | 'message' | 'errorKind' | 'status' | 'latencyMs'>;

async function call(services: ModelServices, setup: ModelSetup, signal: AbortSignal): Promise<Outcome> {
  const { provider, settings, secrets, providerModelId, maxTokens, capabilities, reasoningParameter } = setup;
  const request: ModelRequest = {
    messages: [{ role: 'user', content: 'This is a connection test. Answer with exactly {"status":"ok"}.' }],
    output: { kind: 'json', schema: answerSchema, mode: capabilities.jsonMode ? 'native' : 'instructed' },
    maxOutputTokens: maxTokens,
  };
  const credentials = { kind: 'typed', secrets } as const;
  const client = await openClient(services, {
    provider,
    settings,
    credentials,
    providerModelId,
    reasoningParameter,
  });
  const started = performance.now();
  const latencyMs = () => performance.now() - started;
  try {
    await client.call(request, { signal, timeouts: { totalMs: longestMs } });
    return {
      passed: true,
      message: 'Connection test passed.',
      errorKind: null,
      status: null,
      latencyMs: latencyMs(),
    };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const { message, kind, status } = error;
    return { passed: false, message, errorKind: kind, status, latencyMs: latencyMs() };
  }
}

type Done = { setup: ModelSetup; fingerprint: string; modelId?: string | null; outcome: Outcome };

async function recordTest(
  em: EntityManager,
  actor: Actor,
  { setup, fingerprint, modelId, outcome }: Done,
): Promise<ConnectionTest> {
  const test = em.create(ConnectionTest, {
    id: uuid(),
    organizationId: actor.organizationId,
    fingerprint,
    provider: setup.provider,
    providerModelId: setup.providerModelId,
    modelId: modelId ?? null,
    requestedBy: actor.name,
    requestedById: actor.id,
    ...outcome,
  });
  await em.flush();
  // A pass is the model's own only while what is saved is what was tested: it may have been edited meanwhile.
  if (modelId && outcome.passed)
    await em.nativeUpdate(CustomModel, { id: modelId, fingerprint }, { untested: false });
  return test;
}
