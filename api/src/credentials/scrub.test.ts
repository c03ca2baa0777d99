import { expect, test } from 'vitest';
import { registerLiveSecret, scrubKnown } from './known-secrets.ts';
import { createScrubber, scrubbed, withheld } from './scrub.ts';
import { Secret } from './secret.ts';

const secrets = [
  'sk-Canary/42+x==',
  'nuance\\next\\u0041%41',
  'with "quotes" & \\back\nlines <é🔑>',
  "it's (a) key!~*%",
];

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
  'in upper case': (secret) => `HTTP_X_KEY: ${secret.toUpperCase()}`,
  'in lower case': (secret) => `x-key: ${secret.toLowerCase()}`,
  'JSON with every sign escaped': (secret) =>
    [...Buffer.from(secret, 'utf16le').swap16().toString('hex').matchAll(/..../g)]
      .map(([code]) => `\\u${code}`)
      .join(''),
  'JSON as .NET and Go escape it': (secret) =>
    JSON.stringify(
      JSON.stringify(secret).replace(
        /["&'+<>]/g,
        (c) => `\\u00${c.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    ),
  'URL-encoded twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  'URL-encoded to the last letter': (secret) => Buffer.from(secret).toString('hex').replace(/../g, '%$&'),
  'URL-encoded within JSON within JSON': (secret) =>
    JSON.stringify(JSON.stringify({ url: `/?k=${encodeURIComponent(secret)}` })),
  'HTML in numbers': (secret) => [...secret].map((c) => `&#${c.codePointAt(0)};`).join(''),
  'HTML in hexadecimal numbers': (secret) =>
    [...secret].map((c) => `&#x${c.codePointAt(0)?.toString(16)};`).join(''),
  'base64 in lines': (secret) => Buffer.from(`k:${secret}`).toString('base64').replace(/.{8}/g, '$&\r\n'),
  'base64 of JSON': (secret) => Buffer.from(JSON.stringify({ key: secret })).toString('base64'),
  'after a backslash': (secret) => `C:\\keys\\${secret}`,
  'after a byte of another encoding': (secret) => `name=%ff${secret}`,
  'after a percent sign': (secret) => `100%${secret}`,
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

test('unrelated text passes as it is', () => {
  const scrubber = createScrubber([
    new Secret('sk-1234567890'),
    new Secret('+++ +++ a+++'),
    new Secret('\\\\\\\\\\'),
  ]);
  for (const text of [
    'The model sk-123456789 does not exist. Try sk- or 1234567890.',
    'a path C:\\new\\u0041, 100%25 of &amp; and <b>every</b> \\"quoted\\" word + 1',
    JSON.stringify({ nested: JSON.stringify({ deep: '\\ \u2028 é İ ß' }) }),
  ])
    expect(scrubber.scrub(text)).toBe(text);
});

test('a text with a secret under 8 characters is withheld as a whole, and says so', () => {
  const scrubber = createScrubber([new Secret('abc123')]);
  expect(scrubber.scrub('wrong key abc123!')).toBe(withheld);
  expect(scrubber.scrub(`wrong key ${Buffer.from('abc123').toString('base64')}`)).toBe(withheld);
  expect(scrubber.scrub('abc 123 and abc12')).toBe('abc 123 and abc12');
  // Asked twice: no memory of where the last text matched.
  expect(scrubber.scrub('wrong key abc123!')).toBe(withheld);
});

test.each(['abc', 'k"y', 'pa\\w', '1234', '密钥匙', 'sk-1234'])(
  'no spelling of the short secret %s is let through',
  (secret) => {
    const scrubber = createScrubber([new Secret(secret)]);
    for (const [name, echo] of Object.entries(echoes))
      if (!name.startsWith('base64 in lines'))
        expect(scrubber.scrub(`before ${echo(secret)} after`), name).toBe(withheld);
  },
);

test('a text that is made to take for ever does not', () => {
  const scrubber = createScrubber([new Secret('sk-1234567890'), new Secret('abc')]);
  for (const run of ['\\', '%25', '&amp;', '%', '&#', '\\u', 'sk-123456789'])
    expect(scrubber.scrub(run.repeat(250_000 / run.length))).not.toBe('');
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
  const account = new Secret(JSON.stringify({ type: 'service_account', private_key: pem.reveal() }, null, 2));
  expect(createScrubber([account]).scrub(`offset 28: ${line}`)).toBe(`offset 28: ${scrubbed}`);
  expect(createScrubber([account]).scrub(`key was ${pem.reveal()}`)).not.toContain(line.slice(0, 8));
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
