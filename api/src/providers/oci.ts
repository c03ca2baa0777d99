import { bearer } from './bearer.ts';
import { chatModel, isOpenAiReasoning, reasoningEffort } from './chat-completions.ts';
import type { ProviderImplementation } from './provider.ts';

export const oci: ProviderImplementation<'oci'> = ({
  settings: { region, ownerOcid },
  secrets,
  modelId,
  fetch,
}) => {
  const host = `inference.generativeai.${region}.oci.oraclecloud.com`;
  return {
    host,
    model: chatModel(fetch, {
      baseUrl: `https://${host}/openai/v1`,
      modelId,
      limit: isOpenAiReasoning(modelId) ? 'max_completion_tokens' : 'max_tokens',
    }),
    headers: { ...bearer(secrets.apiKey), ...ownerHeader(ownerOcid) },
    providerOptions: reasoningEffort('OCI Generative AI'),
  };
};

function ownerHeader(ocid: string): Record<string, string> {
  return ocid.startsWith('ocid1.generativeaiproject.')
    ? { 'openai-project': ocid }
    : { 'opc-compartment-id': ocid };
}
