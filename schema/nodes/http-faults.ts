import type { HttpData } from './http.ts';
import type { DataIssue } from './node-kind.ts';

/** The part of a URL that says where it goes: nothing in it may be filled in. Null where the URL has none. */
export function originOf(url: string): string | null {
  const literal = /^https?:\/\/[^/?#\\{}\s]+/i.exec(url)?.[0];
  if (literal === undefined || /^[{\\]/.test(url.slice(literal.length))) return null;
  try {
    const { origin, username, password } = new URL(literal);
    return username === '' && password === '' ? origin : null;
  } catch {
    return null;
  }
}

export function urlFaults({ url }: HttpData): DataIssue[] {
  const place = ['url'];
  if (url.trim() === '')
    return [{ place, message: 'Say where the request goes, such as https://api.example.com/orders.' }];
  if (originOf(url) !== null) return [];
  if (/^https?:\/\/[^/?#]*@/i.test(url))
    return [{ place, message: 'A URL carries no name and password. Choose a connection that signs in.' }];
  const message =
    'Begin with https:// and a host that stands fast, such as https://api.example.com. Only the path and the query may hold {{ values }}.';
  return [{ place, message }];
}

/** Names that the request itself sets, or that carry secrets, which a workflow does not keep. */
const notByHand = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'upgrade',
  'te',
  'trailer',
  'expect',
  'accept-encoding',
]);
const secret = new Set(['authorization', 'proxy-authorization', 'cookie']);

export function headerFaults({ headers, body }: HttpData): DataIssue[] {
  const names = headers.map(({ name }) => name.trim().toLowerCase());
  return names.flatMap((name, index) => {
    const fault = headerFault(name, body.kind !== 'none');
    const message = fault ?? (names.indexOf(name) < index ? 'This header stands above already.' : null);
    return message === null ? [] : [{ place: ['headers', index, 'name'], message }];
  });
}

function headerFault(name: string, hasBody: boolean): string | null {
  if (name === '') return 'Give it a name.';
  if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name)) return 'A header has letters, digits and "-" only.';
  if (secret.has(name)) return 'Secrets do not belong in a workflow. Choose a connection that signs in.';
  if (notByHand.has(name) || (hasBody && name === 'content-type'))
    return 'The request sets this header itself.';
  return null;
}

export function bodyFaults({ method, body }: HttpData): DataIssue[] {
  if (body.kind === 'none') return [];
  if (method === 'GET' || method === 'HEAD')
    return [
      { place: ['body'], message: `A ${method} request has no body. Choose another method, or no body.` },
    ];
  if (body.kind === 'text') return contentTypeFaults(body.contentType);
  const fault = jsonBodyFault(body.value);
  return fault === null ? [] : [{ place: ['body', 'value'], message: fault }];
}

function contentTypeFaults(contentType: string): DataIssue[] {
  const place = ['body', 'contentType'];
  return /^[\w.+-]+\/[\w.+-]+(?:; ?[\w-]+=[\w.+-]+)*$/.test(contentType)
    ? []
    : [{ place, message: 'Write a content type such as text/plain or application/xml.' }];
}

/** Values are put into JSON that has been read already: so none of them can add fields, or break it. */
function jsonBodyFault(text: string): string | null {
  if (text.trim() === '') return 'Write the JSON that is sent.';
  if (isBareReference(text)) return null;
  try {
    JSON.parse(text);
    return null;
  } catch {
    return 'This is not JSON. Put values inside quotes, as in {"name": "{{ input.name }}"}: a value that stands alone keeps its kind.';
  }
}

export function isBareReference(text: string): boolean {
  return /^\s*\{\{[^{}|]*\}\}\s*$/.test(text);
}
