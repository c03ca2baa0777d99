import { readSettings, type WireId } from '@patchbay/schema/providers/index.ts';
import type { ReasoningParameter } from '@patchbay/schema/capabilities.ts';
import { registerLiveSecret } from '../credentials/known-secrets.ts';
import { createScrubber } from '../credentials/scrub.ts';
import type { Secret } from '../credentials/secret.ts';
import { anthropic } from './anthropic.ts';
import { azureOpenAi } from './azure-openai.ts';
import { bedrock } from './bedrock.ts';
import { expectEvents } from './expect-events.ts';
import { fireworks } from './fireworks.ts';
import { gemini } from './gemini.ts';
import type { GuardedFetch } from './guarded-fetch.ts';
import { huggingFace } from './huggingface.ts';
import { createLanguageModelClient } from './language-model-client.ts';
import type { ModelClient, ModelRequest } from './model-client.ts';
import { oci } from './oci.ts';
import { openAiCompatible } from './openai-compatible.ts';
import { openAi } from './openai.ts';
import { openRouter } from './openrouter.ts';
import type { ProviderImplementation, ProviderSecrets } from './provider.ts';
import { ProviderError } from './provider-error.ts';
import { together } from './together.ts';
import { vertex } from './vertex.ts';

/** One implementation for each described provider; type checking names the one that is missing. */
const implementations: { [Id in WireId]: ProviderImplementation<Id> } = {
  openai: openAi,
  'azure-openai': azureOpenAi,
  fireworks,
  together,
  huggingface: huggingFace,
  oci,
  anthropic,
  gemini,
  vertex,
  bedrock,
  'openai-compatible': openAiCompatible,
  openrouter: openRouter,
};

export type ModelConnection<Id extends WireId> = {
  provider: Id;
  /** As stored; read by the provider's description. */
  settings: unknown;
  secrets: ProviderSecrets<Id>;
  modelId: string;
  reasoningParameter: ReasoningParameter;
  fetch: GuardedFetch;
};

/**
 * A client for one model with its credentials. Cheap to make: make one for each call, and let it go with its secrets.
 * Whatever is wrong with the connection is told by the call, like everything else that can be wrong with it.
 */
export function createModelClient<Id extends WireId>(connection: ModelConnection<Id>): ModelClient {
  const opened = Object.values<Secret | undefined>(connection.secrets).filter(
    (secret) => secret !== undefined,
  );
  const use = async <Result>(request: ModelRequest, work: (client: ModelClient) => Promise<Result>) => {
    checkReasoning(request, connection.reasoningParameter);
    const { host, derivedSecrets = [], ...wired } = wire(connection, request);
    const scrub = (text: string) => createScrubber([...opened, ...derivedSecrets]).scrub(text);
    const releases = opened.map(registerLiveSecret);
    try {
      return await work(createLanguageModelClient(wired, { host, scrub }));
    } finally {
      // What was derived only during the call is known for a while, too, as a failure is logged just after it.
      for (const release of [...releases, ...derivedSecrets.map(registerLiveSecret)]) release();
    }
  };
  return {
    call: (request, options) => use(request, (client) => client.call(request, options)),
    stream: (request, options) => use(request, (client) => client.stream(request, options)),
  };
}

function wire<Id extends WireId>(
  { provider, settings, secrets, modelId, fetch }: ModelConnection<Id>,
  request: ModelRequest,
) {
  const implementation: ProviderImplementation<Id> = implementations[provider];
  return implementation({
    settings: readSettings(provider, settings),
    secrets,
    modelId,
    fetch: expectEvents(fetch),
    request,
  });
}

function checkReasoning({ reasoning }: ModelRequest, parameter: ReasoningParameter): void {
  if (!reasoning) return;
  const given = 'maxTokens' in reasoning ? 'max_tokens' : 'effort';
  if (given === parameter) return;
  throw new ProviderError('bad-request', {
    detail: `This model takes its reasoning as "${parameter}", and the step sets "${given}". Set the other in the step, or change the parameter under Models.`,
  });
}
