import { expect, test } from 'vitest';
import { type ProviderDraft, type SettingsOf, audienceOf, describeProvider } from './description.ts';
import { providerIds, providers } from './index.ts';

const madeUp = describeProvider({
  label: 'Made up',
  summary: 'A provider of regions.',
  fields: [
    {
      name: 'region',
      label: 'Region',
      kind: 'text',
      secret: false,
      required: true,
      placeholder: 'us-west-2',
      help: '',
      pattern: { test: /^[a-z]{2}-[a-z]+-\d$/, message: 'Region must look like us-west-2.' },
    },
    {
      name: 'method',
      label: 'Method',
      kind: 'select',
      secret: false,
      required: false,
      placeholder: '',
      help: '',
      options: [{ value: 'iam', label: 'IAM' }],
    },
    {
      name: 'key',
      label: 'Key',
      kind: 'text',
      secret: true,
      required: true,
      placeholder: '',
      help: '',
    },
    {
      name: 'account',
      label: 'Account',
      kind: 'multiline',
      secret: true,
      required: false,
      placeholder: '',
      help: '',
    },
  ],
  audience: { kind: 'service', service: 'bedrock.amazonaws.com' },
  modelIdExample: 'x',
  suggestedModelIds: [],
  help: '',
});

const faultsOf = (result: { error?: { issues: { message: string }[] } }) =>
  result.error?.issues.map((issue) => issue.message);

test('settings and secrets are read apart, by the fields of the description', () => {
  expect(madeUp.settingsSchema.parse({ region: ' us-west-2 ', method: '' })).toEqual({
    region: 'us-west-2',
    method: undefined,
  });
  expect(madeUp.secretsSchema.parse({ key: 'abc', account: '{\n}' })).toEqual({
    key: 'abc',
    account: '{\n}',
  });
  expect(madeUp.settingsSchema.safeParse({ region: 'us-west-2', key: 'abc' }).success).toBe(false);
});

test('a fault names the field and what it must look like', () => {
  expect(faultsOf(madeUp.settingsSchema.safeParse({}))).toEqual(['Region is required.']);
  expect(faultsOf(madeUp.settingsSchema.safeParse({ region: ' ' }))).toEqual(['Region is required.']);
  expect(faultsOf(madeUp.settingsSchema.safeParse({ region: 'evil.com/#' }))).toEqual([
    'Region must look like us-west-2.',
  ]);
  expect(faultsOf(madeUp.settingsSchema.safeParse({ region: 'us-west-2', method: 'x' }))?.join()).toContain(
    'one of: iam',
  );
  for (const key of ['a\nb', 'a b', '“a”', 'clé']) {
    expect(faultsOf(madeUp.secretsSchema.safeParse({ key }))?.join()).toContain('Key must be one line');
  }
  expect(faultsOf(madeUp.settingsSchema.safeParse({ region: 'a\nb' }))?.join()).toContain(
    'Region must be one line',
  );
});

const doors = describeProvider({
  label: 'Doors',
  summary: 'A provider with two doors.',
  fields: [
    {
      name: 'door',
      label: 'Door',
      kind: 'select',
      secret: false,
      required: true,
      placeholder: '',
      help: '',
      options: [
        { value: 'front', label: 'Front door' },
        { value: 'back', label: 'Back door' },
      ],
    },
    {
      name: 'bell',
      label: 'Bell',
      kind: 'text',
      secret: false,
      required: true,
      when: { field: 'door', is: 'front' },
      placeholder: '',
      help: '',
    },
    {
      name: 'knock',
      label: 'Knock',
      kind: 'text',
      secret: true,
      required: true,
      when: { field: 'door', is: 'back' },
      placeholder: '',
      help: '',
    },
  ],
  audience: { kind: 'service', service: 'doors' },
  modelIdExample: 'x',
  suggestedModelIds: [],
  help: '',
});

test('a field with a condition is there, and required, only while its choice has that value', () => {
  const { settingsSchema } = doors;
  expect(settingsSchema.parse({ door: 'front', bell: 'ding' })).toEqual({ door: 'front', bell: 'ding' });
  expect(settingsSchema.parse({ door: 'back', bell: '' })).toEqual({ door: 'back' });
  expect(faultsOf(settingsSchema.safeParse({ door: 'front' }))).toEqual(['Bell is required.']);
  expect(faultsOf(settingsSchema.safeParse({ door: 'back', bell: 'ding' }))).toEqual([
    'Bell belongs to the Door "Front door". Choose that one, or leave Bell out.',
  ]);
  expect(faultsOf(settingsSchema.safeParse({ door: '' }))).toEqual(['Door is required.']);
});

test('the settings of a choice are known by its value, to type checking too', () => {
  const settings: SettingsOf<typeof doors> = doors.settingsSchema.parse({ door: 'front', bell: 'ding' });
  const bell: string | null = settings.door === 'front' ? settings.bell : null;
  expect(bell).toBe('ding');
});

test('a value with a form of its own says what is wrong with it', () => {
  const { settingsSchema } = describeProvider({
    ...madeUp,
    fields: [
      {
        name: 'even',
        label: 'Even',
        kind: 'text',
        secret: false,
        required: true,
        placeholder: '',
        help: '',
        fault: (value) => (Number(value) % 2 === 0 ? null : `${value} is odd.`),
      },
    ],
  });
  expect(settingsSchema.parse({ even: '2' })).toEqual({ even: '2' });
  expect(faultsOf(settingsSchema.safeParse({ even: '3' }))).toEqual(['3 is odd.']);
});

test('conditions and pairs name fields that there are', () => {
  for (const id of providerIds) {
    const { fields }: ProviderDraft = providers[id];
    for (const { when, pairedWith, name } of fields) {
      const choice = fields.find((field) => field.name === when?.field);
      if (when) {
        expect(choice, `${id}.${name}`).toMatchObject({ kind: 'select', secret: false, required: true });
        expect(
          choice?.options?.map(({ value }) => value),
          `${id}.${name}`,
        ).toContain(when.is);
      }
      if (pairedWith)
        expect(
          fields.filter(({ secret }) => !secret).map((field) => field.name),
          `${id}.${name}`,
        ).toContain(pairedWith);
    }
  }
});

test('a secret may be left blank: an edit keeps the stored one', () => {
  expect(madeUp.secretsSchema.parse({ key: '' })).toEqual({ key: undefined });
});

test('the audience of a secret is the origin of its URL, or the service of the provider', () => {
  expect(audienceOf(providers['openai-compatible'], { baseUrl: 'https://a.example:8443/v1/x' })).toBe(
    'https://a.example:8443',
  );
  expect(audienceOf(madeUp, { region: 'us-west-2' })).toBe('bedrock.amazonaws.com');
});

test('every provider says in its own words what each field is for', () => {
  expect(providerIds).toContain('openai-compatible');
  for (const id of providerIds) {
    const { fields, label, modelIdExample } = providers[id];
    expect(label).not.toBe('');
    expect(modelIdExample).not.toBe('');
    expect(new Set(fields.map((field) => field.name)).size).toBe(fields.length);
    for (const field of fields) expect(field.help, `${id}.${field.name}`).not.toBe('');
  }
});

test('an OpenAI-compatible model needs its base URL and may go without a key', () => {
  const { settingsSchema, secretsSchema } = providers['openai-compatible'];
  expect(settingsSchema.parse({ baseUrl: 'https://a.example/v1/' })).toEqual({
    baseUrl: 'https://a.example/v1',
  });
  expect(faultsOf(settingsSchema.safeParse({}))).toEqual(['Base URL is required.']);
  expect(faultsOf(settingsSchema.safeParse({ baseUrl: 'a.example' }))?.[0]).toContain('must be a full URL');
  expect(secretsSchema.parse({})).toEqual({});
});
