import type { Actor } from '../access/actor.ts';
import type { EntityManager } from '../orm.ts';
import { addCustomModel } from './add-custom-model.ts';
import type { CustomModel } from './custom-model.ts';
import type { ModelServices } from './model-services.ts';

/** What the sandbox offers, in the words of the registry; the sandbox knows the same ids. */
const offered = [
  { id: 'sandbox-fast', name: 'Sandbox fast', description: 'Answers at once and streams quickly.' },
  {
    id: 'sandbox-smart',
    name: 'Sandbox smart',
    description: 'Reasons first, then streams at a reading pace.',
  },
  { id: 'sandbox-slow', name: 'Sandbox slow', description: 'Waits five seconds, then streams slowly.' },
  {
    id: 'sandbox-text',
    name: 'Sandbox text',
    description: 'Text only: refuses images, tools and JSON schemas.',
  },
  { id: 'sandbox-429', name: 'Sandbox 429', description: 'Always answers that it is called too often.' },
  { id: 'sandbox-500', name: 'Sandbox 500', description: 'Always fails with a fault of its own.' },
  { id: 'sandbox-cut', name: 'Sandbox cut', description: 'Begins to answer and breaks off.' },
] as const;

export const isSandboxSlug = (slug: string) => offered.some(({ id }) => id === slug);

/**
 * Custom models that a newcomer can use without an account anywhere: a local server that plays a provider, and says
 * so in every name. They are added without a test, since some of them are there to fail.
 */
export async function addSandboxModels(
  em: EntityManager,
  actor: Actor,
  sandboxUrl: string,
  services: ModelServices,
): Promise<CustomModel[]> {
  const added: CustomModel[] = [];
  for (const { id, name, description } of offered) {
    const setup = {
      provider: 'openai-compatible',
      fields: [{ name: 'baseUrl', value: `${sandboxUrl}/v1` }],
      providerModelId: id,
      maxTokens: 4096,
      capabilities: {
        jsonMode: id !== 'sandbox-text',
        vision: id !== 'sandbox-text',
        toolUse: id !== 'sandbox-text',
        reasoning: id === 'sandbox-smart',
      },
      reasoningParameter: 'effort' as const,
    };
    const input = {
      setup,
      displayName: name,
      slug: id,
      description: `Local sandbox: ${description}`,
      untested: true,
    };
    added.push(await addCustomModel(em, actor, input, services));
  }
  return added;
}
