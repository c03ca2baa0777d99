import { expect, test } from 'vitest';
import { bedrock } from './bedrock.ts';

const apiKey = (region: string) => ({ region, authenticationMethod: 'api-key' });
const iam = (accessKeyId: string) => ({
  region: 'us-west-2',
  authenticationMethod: 'iam-key-pair',
  accessKeyId,
});
const faultOf = (given: unknown) => bedrock.settingsSchema.safeParse(given).error?.issues[0];

test.each(['us-west-2', 'eu-central-1', 'ap-southeast-2', 'us-gov-west-1', 'me-south-1', 'ca-west-1'])(
  '%s is a region',
  (region) => {
    expect(bedrock.settingsSchema.parse(apiKey(region))).toEqual(apiKey(region));
  },
);

test.each([
  'us-west-2.evil.example',
  'us-west-2.amazonaws.com.evil.example/',
  'evil.example/#',
  'us-west-2@evil.example',
  'us-west-2/..',
  'us-west-2\n',
  'US-WEST-2',
  'us-west',
  'us-west-2-',
  'ｕs-west-2',
  '127.0.0.1:80/',
  'cn-north-1',
  'us-iso-east-1',
  'eusc-de-east-1',
])('%j would be a host that is not ours to call, and is refused', (region) => {
  if (region.trim() !== region)
    expect(bedrock.settingsSchema.parse(apiKey(region))).toEqual(apiKey('us-west-2'));
  else
    expect(faultOf(apiKey(region))).toMatchObject({
      path: ['region'],
      message: expect.stringContaining('AWS Region'),
    });
});

test('an access key id is asked for with the key pair only, and a temporary one says why it does not work', () => {
  expect(bedrock.settingsSchema.parse(iam('AKIAIOSFODNN7EXAMPLE'))).toEqual(iam('AKIAIOSFODNN7EXAMPLE'));
  expect(faultOf(iam(''))).toMatchObject({ path: ['accessKeyId'], message: 'Access Key ID is required.' });
  expect(faultOf(iam('ASIAIOSFODNN7EXAMPLE'))?.message).toContain('session token');
  expect(faultOf({ ...iam('AKIAIOSFODNN7EXAMPLE'), authenticationMethod: 'api-key' })).toMatchObject({
    path: ['accessKeyId'],
  });
});
