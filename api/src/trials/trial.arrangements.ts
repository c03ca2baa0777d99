import { v7 as uuid } from 'uuid';
import { CustomModel } from '../models/custom-model.ts';
import type { Arrangements } from '../test/access-matrix.ts';
import type { World } from '../test/world.ts';

/** Its address may not be called: that it was tried, and is on the books, is what counts here. */
async function newModel({ ours }: World): Promise<string> {
  const slug = `tried-${uuid()}`;
  await ours.transact(async (em, actor) => {
    em.create(CustomModel, {
      id: uuid(),
      organizationId: actor.organizationId,
      slug,
      provider: 'openai-compatible',
      providerModelId: 'acme/model',
      displayName: `Ours ${slug}`,
      description: '',
      settings: { baseUrl: 'https://127.0.0.1/v1' },
      maxTokens: 100,
      jsonMode: true,
      vision: false,
      toolUse: true,
      reasoning: false,
      reasoningParameter: 'max_tokens',
      active: true,
      untested: true,
      fingerprint: '',
      createdBy: actor.name,
    });
  });
  return slug;
}

export const trialArrangements: Arrangements = {
  'Subscription.tryModel': {
    arrange: async (world) => ({
      input: { reference: await newModel(world), prompt: 'Hello.', idempotencyKey: uuid() },
    }),
    except: [
      {
        roles: ['viewer'],
        answer: 'FORBIDDEN',
        because: 'who is nothing but a viewer looks on and runs nothing',
      },
    ],
  },
};
