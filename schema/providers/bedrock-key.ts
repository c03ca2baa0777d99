/**
 * When a short-term API key of Bedrock ends at the latest: it is a signed address in base64, which says since when and for
 * how many seconds it holds. A long-term key says nothing.
 */
export function bedrockKeyEnd(key: string): Date | null {
  const [, encoded] = /^bedrock-api-key-([A-Za-z0-9+/=_-]+)$/.exec(key) ?? [];
  if (encoded === undefined) return null;
  const query = new URLSearchParams(decode(encoded).split('?')[1]);
  const [, date, time] = /^(\d{8})T(\d{6})Z$/.exec(query.get('X-Amz-Date') ?? '') ?? [];
  const seconds = Number(query.get('X-Amz-Expires') ?? Number.NaN);
  if (!date || !time || !(seconds > 0)) return null;
  const since = `${date.replace(/(....)(..)(..)/, '$1-$2-$3')}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`;
  const end = new Date(Date.parse(since) + seconds * 1000);
  return Number.isNaN(end.getTime()) ? null : end;
}

function decode(base64: string): string {
  try {
    return atob(base64.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return '';
  }
}
