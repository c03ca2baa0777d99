import { randomBytes } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';
import { askGraphql } from './graphql.ts';
import { sandboxUrl } from './model-form.ts';

interface ModelToAdd {
  provider: string;
  fields: Readonly<Record<string, string>>;
  providerModelId: string;
  displayName: string;
  capabilities?: Readonly<Record<'jsonMode' | 'vision' | 'toolUse' | 'reasoning', boolean>>;
  inputCost?: string;
  outputCost?: string;
}

const plain = { jsonMode: true, vision: false, toolUse: true, reasoning: false };
const seeing = { ...plain, vision: true };

export const fireworks = (displayName: string): ModelToAdd => ({
  provider: 'fireworks',
  fields: { apiKey: 'fw_a-key-of-nobody' },
  providerModelId: 'accounts/fireworks/models/llama-v3p3-70b-instruct',
  displayName,
  inputCost: '0.0000009',
  outputCost: '0.0000009',
});

export const together = (displayName: string): ModelToAdd => ({
  provider: 'together',
  fields: { apiKey: 'a-key-of-nobody-at-all' },
  providerModelId: 'Qwen/Qwen2.5-VL-72B-Instruct',
  displayName,
  capabilities: seeing,
  inputCost: '0.00000195',
});

export const openAi = (displayName: string): ModelToAdd => ({
  provider: 'openai',
  fields: { apiKey: 'sk-a-key-of-nobody-at-all' },
  providerModelId: 'gpt-5.2',
  displayName,
  capabilities: seeing,
});

/** One that answers. */
export const sandbox = (displayName: string): ModelToAdd => ({
  provider: 'openai-compatible',
  fields: { baseUrl: sandboxUrl(), apiKey: 'a-key-that-the-sandbox-takes-4321' },
  providerModelId: 'sandbox-fast',
  displayName,
});

/** An organisation of its own, with these custom models and no others, each time a new one; answers with its slug. */
export async function organizationWith(
  request: APIRequestContext,
  name: string,
  models: readonly ModelToAdd[],
): Promise<string> {
  const { createOrganization } = await askGraphql<{ createOrganization: { slug: string } }>(
    request,
    `mutation ($name: String!) {
      createOrganization(input: { name: $name }) { ... on CreateOrganizationPayload { slug } }
    }`,
    { name: `${name} ${randomBytes(3).toString('hex')}` },
  );
  for (const model of models) await addModel(request, createOrganization.slug, model);
  return createOrganization.slug;
}

export async function addModel(
  request: APIRequestContext,
  organization: string,
  model: ModelToAdd,
): Promise<void> {
  const { provider, providerModelId, capabilities = plain, ...details } = model;
  const fields = Object.entries(model.fields).map(([name, value]) => ({ name, value }));
  const { displayName, inputCost, outputCost } = details;
  const setup = { provider, providerModelId, fields, capabilities };
  const { addCustomModel } = await askGraphql<{
    addCustomModel: { model?: { id: string }; message?: string };
  }>(
    request,
    `mutation ($input: AddCustomModelInput!) {
      addCustomModel(input: $input) {
        ... on AddCustomModelPayload { model { id } }
        ... on Error { message }
      }
    }`,
    { input: { setup, displayName, inputCost, outputCost, untested: true } },
    organization,
  );
  if (!addCustomModel.model) throw new Error(`${displayName} was not added: ${addCustomModel.message}`);
}

export async function deleteModel(
  request: APIRequestContext,
  organization: string,
  reference: string,
): Promise<void> {
  const { model } = await askGraphql<{ model: { id: string } }>(
    request,
    'query ($reference: String!) { model(reference: $reference) { id } }',
    { reference },
    organization,
  );
  const { deleteCustomModel } = await askGraphql<{ deleteCustomModel: { message?: string } }>(
    request,
    `mutation ($modelId: ID!) {
      deleteCustomModel(input: { modelId: $modelId }) { ... on Error { message } }
    }`,
    { modelId: model.id },
    organization,
  );
  if (deleteCustomModel.message) throw new Error(deleteCustomModel.message);
}
