import { expect, test } from 'vitest';
import { audienceOf, describeProvider } from './description.ts';
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
