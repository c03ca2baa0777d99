import fc from 'fast-check';
import { type Capability, capabilityNames } from '@patchbay/schema/capabilities.ts';
import { defaultReference } from '@patchbay/schema/model-ref.ts';
import { describe, expect, test } from 'vitest';
import type { Model, ModelStatus, ModelType } from '../models/model.ts';
import { type ModelPolicy, type Origin, substitutions } from './policy.ts';
import { type Place, type Question, resolveCandidates } from './resolve-candidates.ts';

function makeModel(
  reference: string,
  { status = 'ACTIVE', type = 'CUSTOM', lacks = [] }: Partial<Made> = {},
): Model {
  const capabilities = Object.fromEntries(capabilityNames.map((name) => [name, !lacks.includes(name)]));
  return {
    id: reference,
    type,
    reference,
    displayName: reference,
    description: '',
    provider: 'openai-compatible',
    providerModelId: reference,
    capabilities: capabilities as Model['capabilities'],
    reasoningParameter: 'max_tokens',
    maxTokens: 4096,
    contextTokens: null,
    inputCost: null,
    outputCost: null,
    status,
    untested: false,
    custom: null,
    grant: null,
  };
}

type Made = { status: ModelStatus; type: ModelType; lacks: readonly Capability[] };

const platform = makeModel('acme/standard', { type: 'PLATFORM' });

function makePolicy(overrides: Partial<ModelPolicy> = {}): ModelPolicy {
  return {
    origin: { kind: 'own' },
    default: makeModel('house'),
    fallback: null,
    aliases: new Map(),
    exclusive: false,
    substitution: 'NEVER',
    platformDefault: platform,
    offered: false,
    revision: 1,
    ...overrides,
  };
}

function ask(overrides: Partial<Question> = {}): Question {
  return {
    reference: 'mine',
    requirements: [],
    onMissingCapability: 'refuse',
    substitution: 'allow',
    ...overrides,
  };
}

const needs = (...capabilities: Capability[]) =>
  capabilities.map((capability) => ({ capability, because: 'the test says so' }));

/** "1 mine, 2 spare" and "3 house: no-substitution", in the order in which they are tried. */
function told(question: Question, policy: ModelPolicy, named: Model | null) {
  const { candidates, refused } = resolveCandidates(question, policy, named);
  return {
    candidates: candidates.map(({ position, model }) => `${position} ${model.reference}`),
    refused: refused.map(
      ({ position, reference, reasons }) => `${position} ${reference}: ${reasons[0]?.code}`,
    ),
  };
}

describe('the order of candidates', () => {
  const spare = makeModel('spare');
  test.each([
    ['a step that names a model', ask(), {}, ['1 mine'], ['2 house: no-substitution']],
    [
      'a fallback stands behind what the step names',
      ask(),
      { fallback: spare },
      ['1 mine', '2 spare'],
      ['3 house: no-substitution'],
    ],
    [
      'with substitution the default stands behind both',
      ask(),
      { fallback: spare, substitution: 'DEFAULT' as const },
      ['1 mine', '2 spare', '3 house'],
      [],
    ],
    [
      'and the platform behind all where the organization wants the safety net',
      ask(),
      { fallback: spare, substitution: 'PLATFORM' as const },
      ['1 mine', '2 spare', '3 house', '4 acme/standard'],
      [],
    ],
    [
      'a step that says never is not substituted, whatever the organization allows',
      ask({ substitution: 'never' }),
      { fallback: spare, substitution: 'PLATFORM' as const },
      ['1 mine', '2 spare'],
      ['3 house: no-substitution', '4 acme/standard: no-substitution'],
    ],
    [
      'a step that names none runs the default, once',
      ask({ reference: defaultReference }),
      { fallback: spare, substitution: 'DEFAULT' as const },
      ['1 house', '2 spare'],
      [],
    ],
    [
      'exclusive mode takes the platform out of every place',
      ask(),
      { exclusive: true, substitution: 'PLATFORM' as const },
      ['1 mine', '2 house'],
      ['3 acme/standard: excluded'],
    ],
  ])('%s', (_title, question, policy, candidates, refused) => {
    expect(told(question, makePolicy(policy), makeModel('mine'))).toEqual({ candidates, refused });
  });

  test('a model that stands in two places is asked in the first of them', () => {
    const mine = makeModel('mine');
    const policy = makePolicy({ default: mine, fallback: mine, substitution: 'DEFAULT' });
    expect(told(ask(), policy, mine).candidates).toEqual(['1 mine']);
  });

  test('an alias says what it stands for, and a reason says that it was one', () => {
    const policy = makePolicy({ aliases: new Map([['sonnet', 'mine']]) });
    const { candidates } = resolveCandidates(ask({ reference: 'sonnet' }), policy, makeModel('mine'));
    expect(candidates).toMatchObject([{ reason: 'The step names it by the alias "sonnet".' }]);
  });

  test('what is inherited says from whom', () => {
    const origin: Origin = { kind: 'inherited', organizationId: '1', organizationName: 'Aurora' };
    const { candidates } = resolveCandidates(
      ask({ reference: defaultReference }),
      makePolicy({ origin }),
      null,
    );
    expect(candidates[0]?.reason).toContain('inherited from Aurora');
  });
});

describe('a model that cannot be used', () => {
  const policy = makePolicy({ fallback: makeModel('spare') });

  test.each<[ModelStatus, string]>([
    ['INACTIVE', 'inactive'],
    ['DELETED', 'deleted'],
    ['UNCONFIGURED', 'not-configured'],
  ])('that is %s is replaced by nobody unless the organization substitutes', (status, code) => {
    const named = makeModel('mine', { status });
    expect(told(ask(), policy, named)).toEqual({
      candidates: [],
      refused: [`1 mine: ${code}`, '2 spare: no-substitution', '3 house: no-substitution'],
    });
    expect(told(ask(), { ...policy, substitution: 'DEFAULT' }, named)).toEqual({
      candidates: ['2 spare', '3 house'],
      refused: [`1 mine: ${code}`],
    });
  });

  test('nobody knows is treated alike', () => {
    expect(told(ask(), policy, null).candidates).toEqual([]);
    expect(told(ask(), { ...policy, substitution: 'DEFAULT' }, null)).toEqual({
      candidates: ['2 spare', '3 house'],
      refused: ['1 mine: unknown'],
    });
  });

  test('lacks what the step needs: the fallback serves, as it would at an error of the provider', () => {
    const blind = makeModel('mine', { lacks: ['vision'] });
    const question = ask({ requirements: needs('vision') });
    expect(told(question, policy, blind).candidates).toEqual(['2 spare']);
    expect(told({ ...question, onMissingCapability: 'degrade' }, policy, blind).candidates).toEqual([
      '1 mine',
      '2 spare',
    ]);
  });

  test('is the fallback: it is left out, and said why', () => {
    const weak = makePolicy({ fallback: makeModel('spare', { lacks: ['toolUse'] }) });
    expect(told(ask({ requirements: needs('toolUse') }), weak, makeModel('mine'))).toEqual({
      candidates: ['1 mine'],
      refused: ['2 spare: lacks-capability', '3 house: no-substitution'],
    });
  });
});

/** What may answer, said without any order of checks: of each place on its own, whether it is open at all. */
function expected(
  named: Model | null,
  { reference, requirements, onMissingCapability, substitution }: Question,
  policy: ModelPolicy,
) {
  const substitutes = policy.substitution !== 'NEVER' && substitution === 'allow';
  const isDefault = reference === defaultReference;
  const first = isDefault ? policy.default : named;
  const isAllowed = (model: Model) =>
    model.status === 'ACTIVE' && !(policy.exclusive && model.type === 'PLATFORM');
  const serves = (model: Model | null): model is Model =>
    model !== null &&
    isAllowed(model) &&
    (onMissingCapability === 'degrade' ||
      requirements.every(({ capability }) => model.capabilities[capability]));
  // A choice that must not be used is not replaced unasked; one that cannot do what the step needs is followed.
  const stands = substitutes || (first !== null && isAllowed(first));
  const order = [
    first,
    ...(stands ? [policy.fallback] : []),
    ...(substitutes ? [policy.default] : []),
    ...(substitutes && policy.substitution === 'PLATFORM' ? [policy.platformDefault] : []),
  ];
  return [...new Set(order.filter(serves).map(({ reference: name }) => name))];
}

describe('over every combination', () => {
  const bools = [true, false];
  const origins: Origin[] = [
    { kind: 'own' },
    { kind: 'platform' },
    { kind: 'inherited', organizationId: '1', organizationName: 'Aurora' },
  ];
  const references: [string, string, ModelType | null][] = [
    ['a slug', 'mine', 'CUSTOM'],
    ['an alias', 'sonnet', 'CUSTOM'],
    ['a platform id', 'acme/other', 'PLATFORM'],
    ['the default', defaultReference, null],
    ['a name that nobody has', 'nobody', null],
  ];
  const statuses: ModelStatus[] = ['ACTIVE', 'INACTIVE', 'DELETED', 'UNCONFIGURED'];

  test.each(references)('of a reference that is %s', (_title, reference, type) => {
    const seen = new Set<string>();
    let asked = 0;
    for (const status of statuses)
      for (const lacks of bools)
        for (const onMissingCapability of ['refuse', 'degrade'] as const)
          for (const exclusive of bools)
            for (const origin of origins)
              for (const substitution of substitutions)
                for (const mayStep of ['allow', 'never'] as const)
                  for (const fallback of [
                    null,
                    makeModel('spare'),
                    makeModel('spare', { lacks: ['vision'] }),
                  ]) {
                    const made = { status, lacks: lacks ? (['vision'] as const) : [] };
                    const isDefault = reference === defaultReference;
                    const named =
                      type && makeModel(type === 'PLATFORM' ? reference : 'mine', { ...made, type });
                    const policy = makePolicy({
                      aliases: new Map([['sonnet', 'mine']]),
                      default: makeModel('house', isDefault ? made : {}),
                      fallback,
                      exclusive,
                      origin,
                      substitution,
                    });
                    const question = ask({
                      reference,
                      requirements: needs('vision'),
                      onMissingCapability,
                      substitution: mayStep,
                    });
                    const { candidates } = resolveCandidates(question, policy, named);
                    const answering = candidates.map(({ model }) => model.reference);
                    expect(answering).toEqual(expected(named, question, policy));
                    for (const { place, reason } of candidates) {
                      const isOfPolicy = place !== 'REFERENCE' && place !== 'PLATFORM';
                      expect(reason.includes('inherited from Aurora')).toBe(
                        isOfPolicy && origin.kind === 'inherited',
                      );
                    }
                    seen.add(answering.join());
                    asked += 1;
                  }
    expect(asked).toBe(4 * 2 * 2 * 2 * 3 * 3 * 2 * 3);
    // The combinations really differ: somebody, nobody, and several in a row.
    expect(seen.size).toBeGreaterThanOrEqual(5);
  });
});

describe('whatever is asked of whatever policy', () => {
  const someModel = (reference: string, types: ModelType[] = ['CUSTOM', 'PLATFORM']) =>
    fc
      .record({
        status: fc.constantFrom<ModelStatus>('ACTIVE', 'INACTIVE', 'DELETED', 'UNCONFIGURED'),
        type: fc.constantFrom(...types),
        lacks: fc.subarray([...capabilityNames]),
      })
      .map((made) => makeModel(reference, made));
  const somePolicy: fc.Arbitrary<ModelPolicy> = fc.record({
    origin: fc.constantFrom<Origin[]>(
      { kind: 'own' },
      { kind: 'platform' },
      { kind: 'inherited', organizationId: '1', organizationName: 'Aurora' },
    ),
    default: someModel('house'),
    fallback: fc.option(someModel('spare')),
    aliases: fc.constant(new Map([['sonnet', 'mine']])),
    exclusive: fc.boolean(),
    substitution: fc.constantFrom(...substitutions),
    platformDefault: someModel('acme/standard', ['PLATFORM']),
    offered: fc.boolean(),
    revision: fc.nat(),
  });
  const someQuestion: fc.Arbitrary<Question> = fc.record({
    reference: fc.constantFrom('mine', 'sonnet', defaultReference),
    requirements: fc.subarray([...capabilityNames]).map((names) => needs(...names)),
    onMissingCapability: fc.constantFrom('refuse' as const, 'degrade' as const),
    substitution: fc.constantFrom('allow' as const, 'never' as const),
  });
  const always = (holds: (question: Question, policy: ModelPolicy, named: Model | null) => void) =>
    fc.assert(fc.property(someQuestion, somePolicy, fc.option(someModel('mine')), holds), { numRuns: 2_000 });
  const standIns: readonly Place[] = ['SUBSTITUTE', 'PLATFORM'];

  test('no candidate is switched off, deleted, unconfigured, or lacks what is needed without saying so', () => {
    always((question, policy, named) => {
      for (const { model, degraded } of resolveCandidates(question, policy, named).candidates) {
        expect(model.status).toBe('ACTIVE');
        const lacking = question.requirements.filter(({ capability }) => !model.capabilities[capability]);
        expect(degraded).toEqual(lacking.map(({ capability }) => capability));
        if (question.onMissingCapability === 'refuse') expect(degraded).toEqual([]);
      }
    });
  });

  test('exclusive mode never calls a platform model', () => {
    always((question, policy, named) => {
      const { candidates } = resolveCandidates(question, { ...policy, exclusive: true }, named);
      expect(candidates.filter(({ model }) => model.type === 'PLATFORM')).toEqual([]);
    });
  });

  test('nobody stands in unless both the organization and the step allow it', () => {
    always((question, policy, named) => {
      const { candidates, substitution } = resolveCandidates(question, policy, named);
      expect(substitution).toBe(policy.substitution !== 'NEVER' && question.substitution === 'allow');
      if (!substitution) expect(candidates.filter(({ place }) => standIns.includes(place))).toEqual([]);
    });
  });

  test('there is an answer or a reason for everyone who is not one, each with its fix, each model once', () => {
    always((question, policy, named) => {
      const { candidates, refused } = resolveCandidates(question, policy, named);
      expect(candidates.length + refused.length).toBeGreaterThan(0);
      for (const { reasons } of refused) {
        expect(reasons.length).toBeGreaterThan(0);
        for (const { message, fix } of reasons) expect([message, fix]).not.toContain('');
      }
      const positions = [...candidates, ...refused].map(({ position }) => position).toSorted();
      expect(positions).toEqual(positions.map((_, index) => index + 1));
      const ids = [...candidates, ...refused].flatMap(({ model }) => model?.id ?? []);
      expect(new Set(ids).size).toBe(ids.length);
    });
  });

  test('the step itself comes first, and the default of nobody else ever does', () => {
    always((question, policy, named) => {
      const { candidates } = resolveCandidates(question, policy, named);
      const first = candidates.find(({ position }) => position === 1);
      if (first) expect(first.model.id).toBe(question.reference === defaultReference ? 'house' : 'mine');
    });
  });
});
