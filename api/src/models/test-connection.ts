import { v7 as uuid } from 'uuid';
import { type Actor, requireAdmin } from '../access/actor.ts';
import type { Context } from '../context.ts';
import { organizationKey } from '../credentials/credential-store.ts';
import type { EntityManager } from '../orm.ts';
import type { TellStage } from '../providers/fetch-stage.ts';
import type { ModelClient, ModelRequest } from '../providers/model-client.ts';
import { ProviderError } from '../providers/provider-error.ts';
import { ConnectionTest } from './connection-test.ts';
import { CustomModel } from './custom-model.ts';
import { findCustomModel } from './find-custom-model.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { CallServices, ModelServices } from './model-services.ts';
import type { ModelSetup, SetupInput } from './model-setup.ts';
import { openClient } from './open-client.ts';
import { readSetup } from './read-setup.ts';

/** Proxies cut a request that stays silent for 30 seconds; a stream that is watched is never silent for so long. */
const longestMs = { unwatched: 25_000, watched: 60_000 };

/** The answer that is asked for. Whether its schema is sent or only described is what the JSON mode toggle says. */
const answerSchema = {
  type: 'object',
  properties: { status: { type: 'string' } },
  required: ['status'],
  additionalProperties: false,
};

export type SetupToCall = {
  setup: SetupInput;
  /** The saved model that the setup edits: its secrets stand in for blank ones. */
  modelId?: string | null;
};

export type Tools = { services: ModelServices; transact: Context['transact'] };

type Watch = {
  signal: AbortSignal;
  tell?: TellStage;
  /** Where somebody watches: the call under whose key it is recorded. */
  liveCallId?: string;
};

/**
 * Calls the model just as a run would, and records what came of it. No transaction is held while the provider is
 * called. When the caller goes away the call ends, and nothing is recorded.
 */
export async function testConnection(
  tools: Tools,
  input: SetupToCall,
  signal: AbortSignal,
): Promise<ConnectionTest> {
  const perform = await prepareTest(tools, input);
  return perform({ signal });
}

/** Refuses what cannot be tested, and gives the test itself, to be made once. */
export async function prepareTest(
  { services, transact }: Tools,
  input: SetupToCall,
): Promise<(watch: Watch) => Promise<ConnectionTest>> {
  const { setup, fingerprint } = await transact(async (em, actor) => {
    requireAdmin(actor);
    const saved = input.modelId ? await findCustomModel(em, input.modelId) : null;
    const setup = await readSetup(em, services.ring, input.setup, saved);
    const key = await organizationKey(em, services.ring, actor.organizationId);
    return { setup, fingerprint: fingerprintOf(key, setup) };
  });
  return async ({ signal, tell, liveCallId }) => {
    const fetch = tell ? services.fetch.watched(tell) : services.fetch;
    const totalMs = tell ? longestMs.watched : longestMs.unwatched;
    const outcome = await call({ ...services, fetch }, setup, { signal, timeouts: { totalMs } });
    const done = { setup, fingerprint, modelId: input.modelId, outcome, liveCallId };
    return transact((em, actor) => recordTest(em, actor, done));
  };
}

type Outcome = Pick<ConnectionTest, 'passed' | 'message' | 'errorKind' | 'status' | 'latencyMs'>;

async function call(
  services: CallServices,
  setup: ModelSetup,
  options: Parameters<ModelClient['call']>[1],
): Promise<Outcome> {
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
    await client.call(request, options);
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

type Done = {
  setup: ModelSetup;
  fingerprint: string;
  modelId: string | null | undefined;
  outcome: Outcome;
  liveCallId: string | undefined;
};

async function recordTest(
  em: EntityManager,
  actor: Actor,
  { setup, fingerprint, modelId, outcome, liveCallId }: Done,
): Promise<ConnectionTest> {
  const test = em.create(ConnectionTest, {
    id: uuid(),
    organizationId: actor.organizationId,
    fingerprint,
    provider: setup.provider,
    providerModelId: setup.providerModelId,
    origin: originOf(setup),
    modelId: modelId ?? null,
    liveCallId: liveCallId ?? null,
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

/** An audience that is an address; others are the name of a service. */
function originOf({ audience }: ModelSetup): string | null {
  return URL.canParse(audience) && /^https?:/.test(audience) ? audience : null;
}
