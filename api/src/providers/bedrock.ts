import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import type { JSONObject } from '@ai-sdk/provider';
import type { ProviderSettings } from '@patchbay/schema/providers/index.ts';
import type { ModelRequest } from './model-client.ts';
import type { ProviderImplementation, ProviderSecrets } from './provider.ts';
import { ProviderError } from './provider-error.ts';
import { requiredSecret } from './required-secret.ts';

/** Made for each call: it holds the key, and costs less than a microsecond. */
export const bedrock: ProviderImplementation<'bedrock'> = ({
  settings,
  secrets,
  modelId,
  fetch,
  request,
}) => {
  const host = `bedrock-runtime.${settings.region}.amazonaws.com`;
  const provider = createAmazonBedrock({
    region: settings.region,
    // Given, so that no AWS_ENDPOINT_URL of the process is used.
    baseURL: `https://${host}`,
    fetch,
    ...credentials(settings, secrets),
  });
  return {
    host,
    model: provider(modelId, request.reasoning && isClaude(modelId) ? { modelFamily: 'anthropic' } : {}),
    headers: {},
    streamType: 'application/vnd.amazon.eventstream',
    providerOptions: () => ({
      amazonBedrock: { inferenceConfig: inferenceConfig(request), ...reasoningOptions(request, modelId) },
    }),
    figures: ({ cacheReadInputTokens }) => ({ cachedInput: cacheReadInputTokens }),
  };
};

/** Whatever is left out here would be taken from the environment of the process. */
function credentials(settings: ProviderSettings<'bedrock'>, secrets: ProviderSecrets<'bedrock'>) {
  if (settings.authenticationMethod === 'api-key')
    return { apiKey: requiredSecret(secrets.bedrockApiKey, 'The Bedrock API Key') };
  return {
    apiKey: '',
    accessKeyId: settings.accessKeyId,
    secretAccessKey: requiredSecret(secrets.secretAccessKey, 'The Secret Access Key'),
  };
}

/** In place of the SDK's, which adds the budget for thinking to max tokens, and lowers or leaves out a temperature. */
function inferenceConfig({ maxOutputTokens, temperature }: ModelRequest): JSONObject {
  return { maxTokens: maxOutputTokens, ...(temperature === undefined ? {} : { temperature }) };
}

/** Claude thinks within a budget, its newest ones as much as an effort allows; other models take an effort only. */
function reasoningOptions({ reasoning }: ModelRequest, modelId: string): JSONObject {
  if (!reasoning) return {};
  if ('effort' in reasoning) {
    const maxReasoningEffort = reasoning.effort;
    if (isClaude(modelId))
      return { reasoningConfig: { type: 'adaptive', display: 'summarized', maxReasoningEffort } };
    const type = /amazon\.nova/.test(modelId) ? { type: 'enabled' } : {};
    return { reasoningConfig: { ...type, maxReasoningEffort } };
  }
  if (isClaude(modelId)) return { reasoningConfig: { type: 'enabled', budgetTokens: reasoning.maxTokens } };
  throw new ProviderError('unsupported-feature', {
    detail:
      'On Bedrock only Claude takes a number of tokens for its reasoning. Choose "effort" as the reasoning parameter under Models, and set the effort in the step.',
  });
}

/** The ARN of an application's own profile names no model: of those that reason it is Claude mostly. */
function isClaude(modelId: string): boolean {
  return /anthropic|:application-inference-profile\//.test(modelId);
}
