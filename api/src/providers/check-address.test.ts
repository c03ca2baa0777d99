import { expect, test } from 'vitest';
import { checkUrl } from './check-address.ts';
import { EgressRefused } from './egress-errors.ts';

const denied = [
  '127.0.0.1',
  '10.1.2.3',
  '169.254.169.254',
  '192.168.0.1',
  '172.16.5.4',
  '100.64.0.1',
  '0.0.0.0',
  '168.63.129.16',
];

/** Ways to write an IPv4 address that a URL parser, or somebody's own code, may take for it. */
function* spellingsOf(address: string): Generator<string> {
  const bytes = address.split('.').map(Number);
  const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  const hex = (value: number) => value.toString(16);
  const bases = [
    (n: number) => `${n}`,
    (n: number) => `0x${hex(n)}`,
    (n: number) => `0${n.toString(8)}`,
    (n: number) => `0x000${hex(n)}`,
  ];
  for (const one of bases) {
    yield one(number);
    for (const other of bases) {
      const [a = 0, b = 0, c = 0, d = 0] = bytes;
      yield [one(a), other(b), one(c), other(d)].join('.');
      yield [one(a), other(b * 65_536 + c * 256 + d)].join('.');
      yield [one(a), other(b), one(c * 256 + d)].join('.');
    }
  }
  const wide = [...address]
    .map((character) =>
      /\d/.test(character) ? String.fromCodePoint(character.charCodeAt(0) + 0xfee0) : character,
    )
    .join('');
  yield wide;
  for (const dot of ['。', '．', '｡', '%2e']) yield address.replaceAll('.', dot);
  yield [...address].map((character) => `%${hex(character.charCodeAt(0))}`).join('');
  yield address.replace('1', '①');
  const [high, low] = [`${hex(Math.floor(number / 65_536))}`, hex(number % 65_536)];
  for (const prefix of [
    '::ffff:',
    '::',
    '64:ff9b::',
    '64:ff9b:1::',
    '::ffff:0:',
    '2002:',
    '0:0:0:0:0:ffff:',
    'fe80::',
    'fc00::',
    '2001:0:',
    'fec0::',
  ]) {
    yield prefix === '2002:'
      ? `[2002:${high}:${low}::1]`
      : `[${prefix}${high}:${low}${prefix.split(':').length > 4 || prefix.includes('::') ? '' : '::'}]`;
    if (prefix.includes('::')) yield `[${prefix}${address}]`;
  }
}

test('no spelling of an address that is not public gets through', () => {
  let tried = 0;
  for (const address of denied) {
    for (const spelling of spellingsOf(address)) {
      for (const [before, after] of [
        ['https://', ''],
        ['https://', ':8443'],
        ['http://', ''],
        ['https://user@', ''],
        ['https://example.com@', ''],
        ['https:/', ''],
        ['https:\\\\', ''],
        [' https://\t', '\n'],
      ]) {
        const typed = `${before}${spelling}${after}/v1`;
        // What is no URL at all never becomes a call.
        if (!URL.canParse(typed)) continue;
        tried++;
        expect(() => checkUrl(new URL(typed), []), typed).toThrow(EgressRefused);
      }
    }
  }
  expect(tried).toBeGreaterThan(2_000);
});

test('ordinary addresses pass', () => {
  for (const url of [
    'https://api.openai.com/v1',
    'https://api.example.com:8443/v1',
    'https://8.8.8.8',
    'https://[2606:4700::1111]/v1',
  ]) {
    expect(() => checkUrl(new URL(url), [])).not.toThrow();
  }
});
