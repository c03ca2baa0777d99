import { v7 as uuid } from 'uuid';
import { type Actor, requireAdmin } from '../access/actor.ts';
import { parseInput } from '../access/input.ts';
import { organizationKey, storeSecrets } from '../credentials/credential-store.ts';
import type { EntityManager } from '../orm.ts';
import { checkAddresses } from './check-addresses.ts';
import { asSlugTaken, chooseSlug, findDeleted } from './claim-slug.ts';
import { CustomModel, type ModelDetails } from './custom-model.ts';
import { fingerprintOf } from './fingerprint.ts';
import { differences, recordChange, tell } from './model-audit.ts';
import { detailsShape } from './model-details.ts';
import type { ModelServices } from './model-services.ts';
import type { ModelSetup, SetupInput } from './model-setup.ts';
import { NotTestedError } from './not-tested-error.ts';
import { adoptTests, forgetLastTest, hasPassed } from './passed-test.ts';
import { readSetup } from './read-setup.ts';
import { secretEnds } from './secret-ends.ts';
import { adoptEvidence } from './shown-evidence.ts';

export type AddCustomModelInput = {
  setup: SetupInput;
  displayName: string;
  /** Derived from the display name when left out. */
  slug?: string | null;
  description?: string | null;
  inputCost?: string | null;
  outputCost?: string | null;
  /** Adds it without a passed test; the registry then says so. */
  untested?: boolean | null;
};

/** A slug that was deleted comes back as the same record, with every field from this input. */
export async function addCustomModel(
  em: EntityManager,
  actor: Actor,
  input: AddCustomModelInput,
  services: ModelServices,
): Promise<CustomModel> {
  requireAdmin(actor);
  const details = parseInput(detailsShape, input);
  const slug = chooseSlug(services.catalogue, input.slug, details.displayName);
  const setup = await readSetup(em, services.ring, input.setup, null);
  checkAddresses(services.fetch, setup);

  const fingerprint = fingerprintOf(await organizationKey(em, services.ring, actor.organizationId), setup);
  const passed = await hasPassed(em, fingerprint);
  if (!passed && !input.untested) throw new NotTestedError();

  const deleted = await findDeleted(em, slug, setup.provider);
  const before = deleted && tell(deleted);
  const model = deleted ?? create(em, actor, slug, setup, details);
  model.setUp(setup);
  model.describe(details);
  model.reactivate();
  if (deleted) model.revision += 1;
  model.fingerprint = fingerprint;
  model.untested = !passed;
  model.credentialId = await storeNew(em, actor, services, setup);
  recordChange(em, actor, deleted ? 'model.reactivated' : 'model.added', model, {
    changes: differences(before, tell(model)),
    secrets: Object.keys(setup.secrets),
  });
  await em.flush().catch(asSlugTaken(slug));
  if (deleted) await forgetLastTest(em, deleted.id);
  await adoptTests(em, fingerprint, model.id);
  await adoptEvidence(em, setup, model.id);
  await em.refresh(model);
  return model;
}

function create(
  em: EntityManager,
  actor: Actor,
  slug: string,
  setup: ModelSetup,
  details: ModelDetails,
): CustomModel {
  const { provider, settings, providerModelId, maxTokens, capabilities, reasoningParameter } = setup;
  return em.create(CustomModel, {
    id: uuid(),
    organizationId: actor.organizationId,
    createdBy: actor.name,
    slug,
    provider,
    settings,
    providerModelId,
    maxTokens,
    reasoningParameter,
    ...capabilities,
    ...details,
    active: true,
    untested: true,
    fingerprint: '',
  });
}

/** An open endpoint has no secrets, and so no row for them. */
async function storeNew(
  em: EntityManager,
  { organizationId }: Actor,
  { ring }: ModelServices,
  { provider, audience, secrets }: ModelSetup,
): Promise<string | null> {
  if (Object.keys(secrets).length === 0) return null;
  const credential = await storeSecrets(em, ring, { organizationId, provider, audience }, secrets);
  credential.ends = secretEnds(provider, secrets);
  return credential.id;
}
