import { expect, test } from 'vitest';
import { readServiceAccount } from './service-account.ts';
import { vertex } from './vertex.ts';

const key = '-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----\n';
const file = {
  type: 'service_account',
  project_id: 'my-project-1',
  private_key: key,
  client_email: 'a@b.iam.gserviceaccount.com',
};
const fault = (text: string) =>
  vertex.secretsSchema.safeParse({ serviceAccount: text }).error?.issues[0]?.message;

test('a key file is taken as Google gives it', () => {
  const text = JSON.stringify(
    { ...file, auth_uri: 'x', token_uri: 'y', universe_domain: 'googleapis.com' },
    null,
    2,
  );
  expect(vertex.secretsSchema.parse({ serviceAccount: text })).toEqual({ serviceAccount: text });
  expect(readServiceAccount(text, 'JSON')).toEqual({ account: { ...file, type: 'service_account' } });
});

test.each([
  ['my key', 'is no JSON'],
  ['[]', 'all of its fields'],
  [JSON.stringify({ ...file, private_key: undefined }), 'private_key.'],
  [JSON.stringify({ ...file, private_key: 'MIIEvQ' }), 'private_key.'],
  [JSON.stringify({ ...file, client_email: 'nobody' }), 'client_email.'],
  [JSON.stringify({ ...file, type: 'authorized_user' }), 'type, which must be "service_account"'],
  [JSON.stringify({ type: 'service_account' }), 'client_email, private_key'],
])('%s: what is missing or wrong is named', (text, words) => {
  expect(fault(text)).toContain(words);
  expect(fault(text)).toContain('Service Account JSON');
  expect(fault(text)).not.toContain('MIIEvQ');
});

test.each(['us-central1', 'europe-west4', 'northamerica-northeast1', 'me-central2', 'global', 'us', 'eu'])(
  '%s is a region',
  (region) => {
    expect(vertex.settingsSchema.parse({ region })).toEqual({ region });
  },
);

test.each([
  'us-central1.evil.example',
  'evil.example/',
  'us-central1-',
  'us central1',
  'US-CENTRAL1',
  'x',
  'metadata',
  '-',
  '../global',
  'us-central1@x',
])('%j would be a host that is not ours to call, and is refused', (region) => {
  expect(vertex.settingsSchema.safeParse({ region }).error?.issues[0]?.message).toContain(
    'Region must look like',
  );
});

test.each(['my-project-123456', 'example.com:my-project'])('%s is a project', (project) => {
  expect(vertex.settingsSchema.parse({ region: 'us', project })).toEqual({ region: 'us', project });
});

test.each(['My Project', '123456789012', 'a/b', '../x', 'x?y', 'short'])('%j is no project id', (project) => {
  expect(vertex.settingsSchema.safeParse({ region: 'us', project }).error?.issues[0]?.message).toContain(
    'Project ID',
  );
});
