import { type Actor, requireAdmin } from '../access/actor.ts';
import { parseInput } from '../access/input.ts';
import { record } from '../audit/record.ts';
import { Credential } from '../credentials/credential.ts';
import { organizationKey, replaceSecrets, storeSecrets } from '../credentials/credential-store.ts';
import type { EntityManager } from '../orm.ts';
import { checkAddresses } from './check-addresses.ts';
import type { CustomModel } from './custom-model.ts';
import { lockCustomModel } from './find-custom-model.ts';
import { fingerprintOf } from './fingerprint.ts';
import { differences, modelSubject, tell } from './model-audit.ts';
import { detailsShape } from './model-details.ts';
import type { ModelServices } from './model-services.ts';
import type { ModelSetup, SetupInput } from './model-setup.ts';
import { hasPassed } from './passed-test.ts';
import { readSetup } from './read-setup.ts';

/** What is left out stays; a cost of null is no longer tracked. */
export type UpdateCustomModelInput = {
  modelId: string;
  /** As a whole, with the fields as the form shows them: a blank secret keeps the saved one. */
  setup?: SetupInput | null;
  displayName?: string | null;
  description?: string | null;
  inputCost?: string | null;
  outputCost?: string | null;
};

/** Saving is not gated on a test; what has not passed one as it stands now is shown as untested. */
export async function updateCustomModel(
  em: EntityManager,
  actor: Actor,
  input: UpdateCustomModelInput,
  services: ModelServices,
): Promise<CustomModel> {
  requireAdmin(actor);
  const model = await lockCustomModel(em, input.modelId);
  const before = tell(model);
  const { inputCost = model.inputCost, outputCost = model.outputCost } = input;
  model.describe(
    parseInput(detailsShape, {
      displayName: input.displayName ?? model.displayName,
      description: input.description ?? model.description,
      inputCost,
      outputCost,
    }),
  );
  const secrets = input.setup ? await changeSetup(em, model, input.setup, services) : [];

  const changed = differences(before, tell(model));
  if (Object.keys(changed).length > 0 || secrets.length > 0) {
    record(em, actor, 'model.updated', modelSubject(model), {
      slug: model.slug,
      ...changed,
      ...(secrets.length > 0 && { secrets }),
    });
  }
  await em.flush();
  return model;
}

/** Gives the names of the secrets that were replaced. */
async function changeSetup(
  em: EntityManager,
  model: CustomModel,
  input: SetupInput,
  services: ModelServices,
): Promise<string[]> {
  const setup = await readSetup(em, services.ring, input, model);
  checkAddresses(services.fetch, setup);
  model.setUp(setup);
  await keepSecrets(em, model, setup, services);
  const fingerprint = fingerprintOf(await organizationKey(em, services.ring, model.organizationId), setup);
  if (fingerprint !== model.fingerprint) {
    model.fingerprint = fingerprint;
    model.untested = !(await hasPassed(em, fingerprint));
  }
  return Object.keys(setup.newSecrets);
}

async function keepSecrets(
  em: EntityManager,
  model: CustomModel,
  { provider, audience, secrets, newSecrets }: ModelSetup,
  { ring }: ModelServices,
): Promise<void> {
  if (Object.keys(newSecrets).length === 0) return;
  const { organizationId, credentialId } = model;
  if (!credentialId) {
    const credential = await storeSecrets(em, ring, { organizationId, provider, audience }, newSecrets);
    model.credentialId = credential.id;
    return;
  }
  const credential = await em.findOneOrFail(Credential, { id: credentialId });
  // Nothing old is in use: what is left of it would be a secret that nobody can see or remove.
  if (Object.keys(newSecrets).length === Object.keys(secrets).length) credential.empty();
  credential.audience = audience;
  await replaceSecrets(em, ring, credential, newSecrets);
}
