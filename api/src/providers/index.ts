import { readSettings, type ProviderId } from '@patchbay/schema/providers/index.ts';
import type { ReasoningParameter } from '@patchbay/schema/capabilities.ts';
import { registerLiveSecret } from '../credentials/known-secrets.ts';
import { createScrubber } from '../credentials/scrub.ts';
import { expectEvents } from './expect-events.ts';
import type { GuardedFetch } from './guarded-fetch.ts';
import { createLanguageModelClient } from './language-model-client.ts';
import type { ModelClient, ModelRequest } from './model-client.ts';
import { openAiCompatible } from './openai-compatible.ts';
import type { ProviderImplementation, ProviderSecrets } from './provider.ts';
import { ProviderError } from './provider-error.ts';

/** One implementation for each described provider; type checking names the one that is missing. */
const implementations: { [Id in ProviderId]: ProviderImplementation<Id> } = {
  'openai-compatible': openAiCompatible,
};

export type ModelConnection<Id extends ProviderId> = {
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
 */
export function createModelClient<Id extends ProviderId>(connection: ModelConnection<Id>): ModelClient {
  const { provider, settings, secrets, modelId, reasoningParameter, fetch } = connection;
  const implementation: ProviderImplementation<Id> = implementations[provider];
  const { host, ...wired } = implementation({
    settings: readSettings(provider, settings),
    secrets,
    modelId,
    fetch: expectEvents(fetch),
  });
  const opened = Object.values<ProviderSecrets<Id>[keyof ProviderSecrets<Id>]>(secrets).filter(
    (secret) => secret !== undefined,
  );
  const client = createLanguageModelClient(wired, {
    host,
    scrub: (text) => createScrubber(opened).scrub(text),
  });

  const guarded = async <Result>(request: ModelRequest, work: () => Promise<Result>): Promise<Result> => {
    checkReasoning(request, reasoningParameter);
    const releases = opened.map(registerLiveSecret);
    try {
      return await work();
    } finally {
      for (const release of releases) release();
    }
  };
  return {
    call: (request, options) => guarded(request, () => client.call(request, options)),
    stream: (request, options) => guarded(request, () => client.stream(request, options)),
  };
}

function checkReasoning({ reasoning }: ModelRequest, parameter: ReasoningParameter): void {
  if (!reasoning) return;
  const given = 'maxTokens' in reasoning ? 'max_tokens' : 'effort';
  if (given === parameter) return;
  throw new ProviderError('bad-request', {
    detail: `This model takes its reasoning as "${parameter}", and the step sets "${given}". Set the other in the step, or change the parameter under Models.`,
  });
}
