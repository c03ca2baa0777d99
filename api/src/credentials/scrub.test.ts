import { expect, test } from 'vitest';
import { registerLiveSecret, scrubKnown } from './known-secrets.ts';
import { createScrubber, scrubbed, withheld } from './scrub.ts';
import { Secret } from './secret.ts';

const secrets = ['sk-Canary/42+x==', 'with "quotes" & \\back\nlines <é🔑>', "it's (a) key!~*%"];

/** How a provider, a proxy or a log might give the secret back. */
const echoes: Record<string, (secret: string) => string> = {
  raw: (secret) => `key ${secret} refused`,
  'JSON-escaped': (secret) => JSON.stringify({ error: `bad key ${secret}` }),
  'JSON within JSON': (secret) => JSON.stringify({ body: JSON.stringify({ error: secret }) }),
  'JSON in ASCII': (secret) =>
    JSON.stringify(secret).replace(
      /[\u007f-\uffff]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  'JSON with escaped slashes': (secret) => JSON.stringify(secret).replaceAll('/', '\\/'),
  'URL-encoded': (secret) => `https://x.example/?key=${encodeURIComponent(secret)}`,
  'form-encoded': (secret) => new URLSearchParams({ key: secret }).toString(),
  'URL-encoded in lower case': (secret) =>
    encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
  'base64, aligned': (secret) => Buffer.from(secret).toString('base64'),
  'base64 of user:secret': (secret) => `Basic ${Buffer.from(`me:${secret}`).toString('base64')}`,
  'base64, shifted by one': (secret) => Buffer.from(`:${secret} and more`).toString('base64'),
  'base64, shifted by two': (secret) => Buffer.from(`::${secret} and more`).toString('base64'),
  base64url: (secret) => Buffer.from(`>${secret}`).toString('base64url'),
  hex: (secret) => Buffer.from(secret).toString('hex'),
  'upper-case hex': (secret) => Buffer.from(secret).toString('hex').toUpperCase(),
  'HTML-escaped': (secret) =>
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
};

for (const secret of secrets) {
  test.each(Object.entries(echoes))(`${JSON.stringify(secret)} does not survive %s`, (_name, echo) => {
    const text = `before ${echo(secret)} after`;
    const clean = createScrubber([new Secret(secret)]).scrub(text);
    expect(clean).toContain(scrubbed);
    expect(clean.startsWith('before ')).toBe(true);
    expect(clean.endsWith(' after')).toBe(true);
    expect(clean).not.toContain(echo(secret));
  });
}

test('split anywhere between chunks it is found all the same, and the rest arrives unaltered', () => {
  const scrubber = createScrubber(secrets.map((secret) => new Secret(secret)));
  const text = secrets
    .map((secret, at) => `text ${at} ${secret} then ${Buffer.from(secret).toString('base64')} end`)
    .join(' | ');
  const whole = scrubber.scrub(text);
  expect(whole.split(scrubbed)).toHaveLength(7);
  for (let size = 1; size <= 40; size++) {
    const stream = scrubber.stream();
    let joined = '';
    for (let at = 0; at < text.length; at += size) joined += stream.push(text.slice(at, at + size));
    expect(joined + stream.end()).toBe(whole);
  }
});

test('unrelated text passes as it is, whole or in chunks', () => {
  const scrubber = createScrubber([new Secret('sk-1234567890')]);
  const text = 'The model sk-123456789 does not exist. Try sk- or 1234567890.';
  expect(scrubber.scrub(text)).toBe(text);
  const stream = scrubber.stream();
  expect([...text].map((character) => stream.push(character)).join('') + stream.end()).toBe(text);
});

test('a text with a secret under 8 characters is withheld as a whole, and says so', () => {
  const scrubber = createScrubber([new Secret('abc123')]);
  expect(scrubber.scrub('wrong key abc123!')).toBe(withheld);
  expect(scrubber.scrub(`wrong key ${Buffer.from('abc123').toString('base64')}`)).toBe(withheld);
  expect(scrubber.scrub('abc 123 and abc12')).toBe('abc 123 and abc12');
  // Asked twice: no memory of where the last text matched.
  expect(scrubber.scrub('wrong key abc123!')).toBe(withheld);
});

test('a stream with a short secret is judged as a whole', () => {
  const short = createScrubber([new Secret('abc123'), new Secret('sk-1234567890')]).stream();
  expect([short.push('wrong key abc'), short.push('123'), short.end()]).toEqual(['', '', withheld]);
  const clean = createScrubber([new Secret('abc123'), new Secret('sk-1234567890')]).stream();
  expect([clean.push('key sk-123'), clean.push('4567890'), clean.end()]).toEqual(['', '', `key ${scrubbed}`]);
  const endless = createScrubber([new Secret('abc123')]).stream();
  for (let at = 0; at < 100; at++) endless.push('x'.repeat(1000));
  expect(endless.end()).toBe(withheld);
});

test('a secret that contains another goes as a whole; no secret changes nothing', () => {
  const scrubber = createScrubber([new Secret('sk-12345678'), new Secret('sk-12345678-longer')]);
  expect(scrubber.scrub('sk-12345678-longer and sk-12345678')).toBe(`${scrubbed} and ${scrubbed}`);
  expect(createScrubber([]).scrub('text')).toBe('text');
  expect(createScrubber([new Secret(' ')]).scrub('a b')).toBe('a b');
});

test('the lines of a PEM key are taken out one by one', () => {
  const line = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEA';
  const pem = new Secret(`-----BEGIN PRIVATE KEY-----\n${line}\n-----END PRIVATE KEY-----\n`);
  expect(createScrubber([pem]).scrub(`offset 28: ${line}`)).toBe(`offset 28: ${scrubbed}`);
});

test('the sinks take out every secret that is open in the process, and those just released', () => {
  expect(scrubKnown('key sk-live-0001')).toBe('key sk-live-0001');
  const release = registerLiveSecret(new Secret('sk-live-0001'));
  const again = registerLiveSecret(new Secret('sk-live-0001'));
  registerLiveSecret(new Secret('sk-live-0002'));
  expect(scrubKnown('keys sk-live-0001 sk-live-0002')).toBe(`keys ${scrubbed} ${scrubbed}`);
  release();
  again();
  expect(scrubKnown('key sk-live-0001')).toBe(`key ${scrubbed}`);
});
