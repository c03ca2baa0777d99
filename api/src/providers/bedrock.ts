import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import type { SharedV4ProviderOptions } from '@ai-sdk/provider';
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
    model: provider(modelId),
    headers: {},
    streamType: 'application/vnd.amazon.eventstream',
    providerOptions: () => reasoningOptions(request, modelId),
    maxOutputTokens: request.maxOutputTokens - budgetOf(request),
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

/** Claude thinks within a budget, its newest ones as much as an effort allows; other models take an effort only. */
function reasoningOptions({ reasoning }: ModelRequest, modelId: string): SharedV4ProviderOptions {
  if (!reasoning) return {};
  const isClaude = /anthropic|:application-inference-profile\//.test(modelId);
  if ('maxTokens' in reasoning) {
    if (!isClaude) throw notTaken('a budget for its reasoning. Set the reasoning parameter to "effort"');
    return bedrockOptions({ type: 'enabled', budgetTokens: reasoning.maxTokens });
  }
  const { effort } = reasoning;
  if (isClaude)
    return bedrockOptions({ type: 'adaptive', display: 'summarized', maxReasoningEffort: effort });
  if (!/amazon\.nova/.test(modelId)) return bedrockOptions({ maxReasoningEffort: effort });
  // It would be sent without max tokens: more could be billed than was allowed.
  if (effort === 'high') throw notTaken('max tokens together with the effort "high". Set a lower effort');
  return bedrockOptions({ type: 'enabled', maxReasoningEffort: effort });
}

/** The SDK adds it to max tokens, which are the cap of the whole completion, thoughts included. */
function budgetOf({ reasoning }: ModelRequest): number {
  return reasoning && 'maxTokens' in reasoning ? reasoning.maxTokens : 0;
}

function bedrockOptions(reasoningConfig: Record<string, string | number>): SharedV4ProviderOptions {
  return { amazonBedrock: { reasoningConfig } };
}

function notTaken(what: string): ProviderError {
  return new ProviderError('unsupported-feature', {
    detail: `On Bedrock this model does not take ${what}, or choose another model.`,
  });
}
