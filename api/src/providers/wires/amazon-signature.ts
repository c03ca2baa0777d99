// Signature Version 4 as AWS documents it, computed anew from what arrived: nothing of the signer is used.
import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export type Signer = { accessKeyId: string; secretAccessKey: string; region: string; host: string };

/** What is wrong with the signature of a request, or null. */
export function signatureFault(
  { method, url = '', headers }: IncomingMessage,
  body: string,
  { accessKeyId, secretAccessKey, region, host }: Signer,
): string | null {
  const [, credential, signed = '', signature] =
    /^AWS4-HMAC-SHA256 Credential=(\S+), SignedHeaders=(\S+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    ) ?? [];
  const at = String(headers['x-amz-date'] ?? '');
  const day = at.slice(0, 8);
  const scope = `${day}/${region}/bedrock/aws4_request`;
  if (credential !== `${accessKeyId}/${scope}`) return `the scope is ${credential}`;
  const [, date, time] = /^(\d{8})T(\d{6})Z$/.exec(at) ?? [];
  const sentAt = Date.parse(`${dashed(date)}T${time?.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`);
  if (!(Math.abs(Date.now() - sentAt) < 5 * 60_000)) return `the time is ${at}`;

  const names = signed.split(';');
  for (const needed of ['host', 'x-amz-date']) if (!names.includes(needed)) return `${needed} is not signed`;
  if (names.join() !== names.toSorted().join()) return 'the signed headers are not in order';

  const { pathname, searchParams } = new URL(url, `https://${host}`);
  const canonical = [
    method,
    // Once more than it is on the wire, as for every service but S3.
    pathname.split('/').map(encode).join('/'),
    [...searchParams]
      .map(([name, value]) => `${encode(name)}=${encode(value)}`)
      .toSorted()
      .join('&'),
    // The call was meant for the service's own host, wherever the test brought it.
    ...names.map((name) => `${name}:${name === 'host' ? host : plain(headers[name])}`),
    '',
    signed,
    sha256(body),
  ].join('\n');
  const text = ['AWS4-HMAC-SHA256', at, scope, sha256(canonical)].join('\n');
  const key = [day, region, 'bedrock', 'aws4_request'].reduce<string | Buffer>(
    (from, part) => hmac(from, part),
    `AWS4${secretAccessKey}`,
  );
  return hmac(key, text).toString('hex') === signature ? null : 'the signature does not match';
}

/** Without blanks around it, and with single ones inside. */
const plain = (value: string | string[] = '') => String(value).trim().replace(/ +/g, ' ');
const dashed = (date = '') => date.replace(/(....)(..)(..)/, '$1-$2-$3');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
