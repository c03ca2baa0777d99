// Trees of organisations at random, and changes of policies in them at random: each reaches whoever inherits, and
// nobody else. What is expected comes from the tree alone, by a walk from parent to parent.
import { defaultReference } from '@patchbay/schema/model-ref.ts';
import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { InvalidInputError } from '../errors.ts';
import { addCustomModel } from '../models/add-custom-model.ts';
import type { Model } from '../models/model.ts';
import { createOrganization } from '../organizations/create-organization.ts';
import { type EntityManager, inOrganization } from '../orm.ts';
import { createModelGround, type ModelGround } from '../test/model-ground.ts';
import { newPerson, type TestPerson } from '../test/people.ts';
import { loadCandidates } from './load-candidates.ts';
import { loadPolicy } from './load-policy.ts';
import { substitutions } from './policy.ts';
import { type PolicyChange, updateModelPolicy } from './update-model-policy.ts';

let ground: ModelGround;
let founder: TestPerson;
beforeAll(async () => {
  ground = await createModelGround();
  founder = await newPerson(ground.database.orm);
});
afterAll(() => ground.close());

const platformId = 'openai/gpt-5.4';
const within = <T>(organizationId: string, work: (em: EntityManager) => Promise<T>): Promise<T> =>
  inOrganization(ground.database.orm, organizationId, work);

/** The parent of each, by its place: the first has none. */
const someTree = fc.tuple(fc.constant(null), fc.nat(0), fc.nat(1), fc.nat(2), fc.nat(3));
const someChange: fc.Arbitrary<PolicyChange> = fc.record(
  {
    default: fc.constantFrom('one', 'two', platformId, null),
    fallback: fc.constantFrom('two', platformId, null),
    offered: fc.boolean(),
    exclusive: fc.boolean(),
    substitution: fc.constantFrom(...substitutions),
    aliases: fc.constantFrom([], [{ alias: 'sonnet', target: 'one' }]),
  },
  { requiredKeys: [] },
);
const someDeeds = fc.array(fc.record({ at: fc.nat(4), change: someChange }), { minLength: 3, maxLength: 4 });
const firstOffer = { at: 0, change: { default: 'one', offered: true } };

test('whoever changes its policy changes it for those that inherit it from there, and for nobody else', async () => {
  let reached = 0;
  const property = fc.asyncProperty(someTree, someDeeds, async (parents, deeds) => {
    const ids = await foundTree(parents);
    let before = await Promise.all(ids.map(look));
    for (const { at, change } of [firstOffer, ...deeds]) {
      await attempt(ids[at] ?? '', change);
      const after = await Promise.all(ids.map(look));
      for (const [place, seen] of after.entries()) {
        expect(seen.defaults).toEqual(expectedDefaults(place, parents, after));
        if (place === at) continue;
        expect(seen.own).toEqual(before[place]?.own);
        const heirs = [before, after].some((moment) => heirOf(place, parents, moment) === at);
        if (heirs) reached += 1;
        else expect(seen).toEqual(before[place]);
      }
      before = after;
    }
  });
  // A counterexample is told as it is found: to make it smaller takes longer than anybody waits.
  await fc.assert(property, { numRuns: 12, endOnFailure: true });
  expect(reached).toBeGreaterThan(12);
}, 60_000);

async function foundTree(parents: readonly (number | null)[]): Promise<string[]> {
  const ids: string[] = [];
  for (const parent of parents) {
    const parentId = parent === null ? null : ids[parent];
    const { id } = await createOrganization(ground.database.orm, founder, { name: `T ${uuid()}`, parentId });
    ids.push(id);
  }
  await Promise.all(ids.flatMap((id) => ['one', 'two'].map((slug) => addTo(id, slug))));
  return ids;
}

const addTo = (organizationId: string, slug: string) =>
  within(organizationId, (em) => {
    const input = { displayName: slug, slug, setup: ground.ours.setupOf(), untested: true };
    return addCustomModel(em, { ...ground.ours.actor, organizationId }, input, ground.services);
  });

/** A change that its own organisation may not make is no change for anybody. */
async function attempt(organizationId: string, change: PolicyChange): Promise<void> {
  const actor = { ...ground.ours.actor, organizationId };
  const { catalogue } = ground.services;
  try {
    await within(organizationId, async (em) => {
      const { revision } = await loadPolicy(em, catalogue);
      await updateModelPolicy(em, actor, { ...change, expectedRevision: revision }, catalogue);
    });
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
  }
}

type Seen = Awaited<ReturnType<typeof look>>;

/** What an organisation has decided itself, what it runs on, and who would answer its steps. */
function look(organizationId: string) {
  const { catalogue } = ground.services;
  return within(organizationId, async (em) => {
    const { aliases, exclusive, substitution, offered, revision, ...policy } = await loadPolicy(
      em,
      catalogue,
    );
    const resolutions = [];
    for (const reference of [defaultReference, 'sonnet'])
      resolutions.push(await loadCandidates(em, catalogue, { reference }));
    return {
      own: { aliases, exclusive, substitution, offered, revision, decides: policy.origin.kind === 'own' },
      defaults: {
        origin: policy.origin.kind,
        from: policy.origin.kind === 'inherited' ? policy.origin.organizationId : null,
        default: nameOf(policy.default),
        fallback: nameOf(policy.fallback),
      },
      answers: resolutions.map(({ candidates, refused }) => ({
        asked: candidates.map(({ model, reason }) => `${nameOf(model)}: ${reason}`),
        refused: refused.map(({ reasons }) => reasons.map(({ code }) => code)),
      })),
      organizationId,
    };
  });
}

const nameOf = (model: Model | null) => model && `${model.type} ${model.reference} ${model.id}`;

/** The nearest above that offers, for one that has decided nothing. */
function heirOf(place: number, parents: readonly (number | null)[], seen: readonly Seen[]): number | null {
  if (seen[place]?.own.decides) return null;
  let above = parents[place] ?? null;
  while (above !== null && !seen[above]?.own.offered) above = parents[above] ?? null;
  return above;
}

function expectedDefaults(place: number, parents: readonly (number | null)[], seen: readonly Seen[]) {
  const itself = seen[place];
  if (itself?.own.decides) return itself.defaults;
  const from = heirOf(place, parents, seen);
  const source = from === null ? null : seen[from];
  if (source)
    return {
      origin: 'inherited',
      from: source.organizationId,
      default: source.defaults.default,
      fallback: source.defaults.fallback,
    };
  return { origin: 'platform', from: null, default: platformDefault(), fallback: null };
}

const platformDefault = () => {
  const { id, nodeId } = ground.services.catalogue.default;
  return `PLATFORM ${id} ${nodeId}`;
};
