import { afterAll, beforeAll, expect, test } from 'vitest';
import { newModel } from '../models/model.arrangements.ts';
import { createWorld, type World } from '../test/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function ask<T>(document: string, variables: Record<string, unknown> = {}): Promise<T> {
  const { data, errors } = await world.as('admin').ask(document, variables);
  expect(errors).toEqual([]);
  return data as T;
}

test('those that may serve a step come first on every page, and the rest says why it may not', async () => {
  const names: string[] = [];
  for (let count = 0; count < 5; count += 1) names.push((await newModel(world)).displayName);
  const seen: Row[] = [];
  let after: string | null = null;
  for (;;) {
    const { modelEligibility: page }: { modelEligibility: Page } = await ask(
      `query ($after: String) { modelEligibility(requirements: [TOOL_USE], first: 4, after: $after) {
         eligibleCount totalCount pageInfo { hasNextPage endCursor }
         nodes { displayName eligibility(requirements: [TOOL_USE]) { eligible reasons { code fix } } } } }`,
      { after },
    );
    expect(page.eligibleCount).toBe(5);
    expect(page.totalCount).toBe(14);
    seen.push(...page.nodes);
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage) break;
  }
  expect(seen).toHaveLength(14);
  expect(seen.slice(0, 5).map(({ displayName }) => displayName)).toEqual(names.toSorted());
  expect(seen.map(({ eligibility }) => eligibility.eligible)).toEqual([
    ...Array.from({ length: 5 }, () => true),
    ...Array.from({ length: 9 }, () => false),
  ]);
  for (const { eligibility } of seen.slice(5))
    expect(eligibility.reasons.map(({ code }) => code)).toEqual(['NOT_CONFIGURED']);
});

type Page = {
  eligibleCount: number;
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string };
  nodes: Row[];
};

type Row = { displayName: string; eligibility: { eligible: boolean; reasons: { code: string }[] } };

test('a reference is resolved before anything runs, in the order of a run, with the reason of each', async () => {
  const { slug, displayName } = await newModel(world);
  const { resolveModel } = await ask<{ resolveModel: unknown }>(
    `query ($reference: String!) { resolveModel(reference: $reference, requirements: [VISION]) {
       answers substitution
       order { position place reference model { displayName model { reference } } reason refusals { code capability fix } } } }`,
    { reference: slug },
  );
  expect(resolveModel).toMatchObject({
    answers: false,
    substitution: false,
    order: [
      {
        position: 1,
        place: 'REFERENCE',
        model: { displayName, model: { reference: slug } },
        reason: null,
        refusals: [
          { code: 'LACKS_CAPABILITY', capability: 'VISION', fix: expect.stringContaining('Vision') },
        ],
      },
      { position: 2, place: 'SUBSTITUTE', refusals: [{ code: 'NO_SUBSTITUTION' }] },
    ],
  });
});

test('the policy is changed by what was seen of it, and a stale change is a conflict', async () => {
  const { slug } = await newModel(world);
  const { modelPolicy } = await ask<{ modelPolicy: { revision: number } }>('{ modelPolicy { revision } }');
  const change = (expectedRevision: number) =>
    ask<{ updateModelPolicy: unknown }>(
      `mutation ($input: UpdateModelPolicyInput!) { updateModelPolicy(input: $input) {
         ... on Error { code status message }
         ... on UpdateModelPolicyPayload { policy { origin default { reference } aliases { alias model { reference } } } } } }`,
      {
        input: {
          expectedRevision,
          change: { default: slug, aliases: [{ alias: 'house', target: slug }] },
        },
      },
    );
  expect(await change(modelPolicy.revision)).toEqual({
    updateModelPolicy: {
      policy: {
        origin: 'OWN',
        default: { reference: slug },
        aliases: [{ alias: 'house', model: { reference: slug } }],
      },
    },
  });
  expect(await change(modelPolicy.revision)).toMatchObject({
    updateModelPolicy: { code: 'CONFLICT', status: 409 },
  });
});
