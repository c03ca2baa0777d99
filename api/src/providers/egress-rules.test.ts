import { expect, test } from 'vitest';
import { allowUrl, judgeAddress, parseEgressAllow } from './egress-rules.ts';

const judge = (address: string, allow = '', port = 443, host = 'name.example') =>
  judgeAddress(address, host, port, parseEgressAllow(allow));

test.each([
  '8.8.8.8',
  '1.1.1.1',
  '172.15.255.255',
  '172.32.0.1',
  '100.63.255.255',
  '100.128.0.1',
  '2606:4700::1111',
  '2a00:1450::1',
  '3ffe::1',
])('%s is public', (address) => expect(judge(address)).toBe('public'));

test.each([
  '10.0.0.1',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '::1',
  'fc00::1',
  'fd12::1',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b:1::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '::ffff:0:8.8.8.8',
  '::8.8.8.8',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::1',
  '3fff::1',
  '4000::1',
  '5f00::1',
  '2001:2::1',
  'fec0::1',
])('%s is not public', (address) => expect(judge(address)).toBe('not-public'));

test.each([
  '169.254.169.254',
  '169.254.0.1',
  '168.63.129.16',
  '100.100.100.200',
  '192.0.0.192',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  'fe80::1',
  'fe80::1%eth0',
  'ff02::1',
  'fd00:ec2::254',
  'fd20:ce::254',
])('%s is never called, whoever allows it', (address) => {
  expect(judge(address)).toBe('never');
  expect(judge(address, '0.0.0.0/0:443, [::/0]:443, name.example:443')).toBe('never');
});

test('an allowed address is allowed on its port only, and only as itself', () => {
  const allow = '10.1.0.0/16:8000 127.0.0.1:4807,[fd00:1::/64]:8000';
  expect(judge('10.1.2.3', allow, 8000)).toBe('allowed');
  expect(judge('10.1.2.3', allow, 8001)).toBe('not-public');
  expect(judge('10.2.0.1', allow, 8000)).toBe('not-public');
  expect(judge('127.0.0.1', allow, 4807)).toBe('allowed');
  expect(judge('127.0.0.2', allow, 4807)).toBe('not-public');
  expect(judge('::ffff:127.0.0.1', allow, 4807)).toBe('not-public');
  expect(judge('::1', allow, 4807)).toBe('not-public');
  expect(judge('fd00:1::9', allow, 8000)).toBe('allowed');
  expect(judge('fd00:2::9', allow, 8000)).toBe('not-public');
});

test('an allowed host name covers whatever it resolves to, under that name and port only', () => {
  expect(judge('10.9.9.9', 'models.lan:11434', 11434, 'models.lan')).toBe('allowed');
  expect(judge('10.9.9.9', 'models.lan:11434', 11434, 'other.lan')).toBe('not-public');
  expect(judge('10.9.9.9', 'models.lan:11434', 80, 'models.lan')).toBe('not-public');
});

test("the operator's own URL allows its exact host and port", () => {
  const rules = [
    allowUrl('http://127.0.0.1:4807'),
    allowUrl('http://sandbox:80/v1'),
    allowUrl('http://[::1]:4807'),
  ];
  expect(judgeAddress('127.0.0.1', '127.0.0.1', 4807, rules)).toBe('allowed');
  expect(judgeAddress('127.0.0.1', '127.0.0.1', 4804, rules)).toBe('not-public');
  expect(judgeAddress('172.18.0.5', 'sandbox', 80, rules)).toBe('allowed');
  expect(judgeAddress('172.18.0.5', '172.18.0.5', 80, rules)).toBe('not-public');
  expect(judgeAddress('::1', '::1', 4807, rules)).toBe('allowed');
});

test.each([
  '10.0.0.0/8',
  '10.0.0.0/33:80',
  '10.0.0.0/x:80',
  ':80',
  'a:0',
  'a:99999',
  'fd00::1:80',
  '10.0.0:80',
  'a_b:80',
  '-:80',
  '127.1:80',
])('EGRESS_ALLOW "%s" is refused by name', (entry) =>
  expect(() => parseEgressAllow(`8.8.8.8:443, ${entry}`)).toThrow(entry),
);

test.each(['169.254.169.254:80', '169.254.0.0/16:80', '[fe80::/10]:80', '0.0.0.0:80', '[fd00:ec2::254]:80'])(
  'EGRESS_ALLOW cannot name %s',
  (entry) => expect(() => parseEgressAllow(entry)).toThrow('can never be allowed'),
);
