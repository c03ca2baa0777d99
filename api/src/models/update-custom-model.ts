import { type Actor, requireAdmin } from '../access/actor.ts';
import { parseInput } from '../access/input.ts';
import { type Expecting, refuseOutdated } from '../audit/refuse-outdated.ts';
import { Credential } from '../credentials/credential.ts';
import { organizationKey, replaceSecrets, storeSecrets } from '../credentials/credential-store.ts';
import type { EntityManager } from '../orm.ts';
import { checkAddresses } from './check-addresses.ts';
import type { CustomModel } from './custom-model.ts';
import { lockCustomModel } from './find-custom-model.ts';
import { fingerprintOf } from './fingerprint.ts';
import { differences, recordChange, revisedModel, tell } from './model-audit.ts';
import { detailsShape } from './model-details.ts';
import type { ModelServices } from './model-services.ts';
import type { ModelSetup, SetupInput } from './model-setup.ts';
import { hasPassed } from './passed-test.ts';
import { readSetup } from './read-setup.ts';
import { secretEnds } from './secret-ends.ts';

/** What is left out stays; a cost of null is no longer tracked, and in place of a cleared name stands the slug. */
export type UpdateCustomModelInput = Expecting & {
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
  await refuseOutdated(em, input.expectedRevision, revisedModel(model));
  const before = tell(model);
  const { inputCost = model.inputCost, outputCost = model.outputCost } = input;
  const displayName = input.displayName ?? model.displayName;
  model.describe(
    parseInput(detailsShape, {
      displayName: displayName.trim() === '' ? model.slug : displayName,
      description: input.description ?? model.description,
      inputCost,
      outputCost,
    }),
  );
  const secrets = input.setup ? await changeSetup(em, model, input.setup, services) : [];

  const changes = differences(before, tell(model));
  if (Object.keys(changes).length > 0 || secrets.length > 0) {
    model.revision += 1;
    recordChange(em, actor, 'model.updated', model, { changes, secrets });
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
  const { organizationId, credentialId } = model;
  const isNew = Object.keys(newSecrets).length > 0;
  if (!credentialId) {
    if (!isNew) return;
    const credential = await storeSecrets(em, ring, { organizationId, provider, audience }, newSecrets);
    credential.ends = secretEnds(provider, secrets);
    model.credentialId = credential.id;
    return;
  }
  const credential = await em.findOneOrFail(Credential, { id: credentialId });
  // What is no longer in use would be a secret that nobody can see or remove.
  credential.keepOnly(Object.keys(secrets).filter((name) => !(name in newSecrets)));
  credential.audience = audience;
  credential.ends = secretEnds(provider, secrets);
  if (isNew) await replaceSecrets(em, ring, credential, newSecrets);
}
