import * as z from 'zod';

/**
 * The URL an admin types for an endpoint, in one normal spelling: `https://host[:port][/path]`, no slash at its end.
 * What the address may be (public, allowed by the operator) is decided where the call is made.
 */
export function readBaseUrl(
  text: string,
  label: string,
  example = 'https://my-vllm.example.com/v1',
): { url: string } | { fault: string } {
  const typed = text.trim();
  if (typed === '') return { fault: `${label} is required.` };
  if (/[\s\p{Cc}\\]/u.test(typed))
    return { fault: `${label} must not contain spaces, line breaks or backslashes.` };
  if (!/^https?:\/\/[^/]/i.test(typed))
    return {
      fault: `${label} must be a full URL that starts with https://, for example ${example}.`,
    };
  if (!URL.canParse(typed)) return { fault: `${label} is not a valid URL.` };
  const url = new URL(typed);
  const host = typedHost(typed);
  if (url.username !== '' || url.password !== '' || host === null)
    return {
      fault: `${label} must not contain a user name or password. Put the key into its own field.`,
    };
  if (url.search !== '' || typed.includes('?'))
    return { fault: `${label} must not contain a query (the part after "?").` };
  if (url.hash !== '' || typed.includes('#'))
    return { fault: `${label} must not contain a fragment (the part after "#").` };
  if (url.hostname.endsWith('.'))
    return { fault: `${label}: leave out the dot at the end of the host name.` };
  // Decimal, octal, hexadecimal, shortened and full-width spellings all end up as an ordinary address: ask for that one.
  if (isIpLiteral(url.hostname) && host.toLowerCase() !== url.hostname)
    return { fault: `${label}: write the address as ${url.hostname}.` };
  return { url: `${url.origin}${url.pathname.replace(/\/+$/, '')}` };
}

export function baseUrlSchema(label: string, example?: string): z.ZodType<string, string> {
  return z
    .string()
    .max(2_048, `${label} is longer than 2048 characters.`)
    .transform((text, context) => {
      const read = readBaseUrl(text, label, example);
      if ('url' in read) return read.url;
      context.addIssue({ code: 'custom', message: read.fault });
      return z.NEVER;
    });
}

/** Scheme, host and port: the audience of a secret that was stored for a URL. */
export function originOf(url: string): string {
  return new URL(url).origin;
}

/** The host as it was typed, without its port; null where there is a user name before it. */
function typedHost(typed: string): string | null {
  const authority = typed.replace(/^https?:\/\//i, '').split(/[/?#]/, 1)[0] ?? '';
  if (authority.includes('@')) return null;
  return authority.replace(/:\d*$/, '');
}

function isIpLiteral(hostname: string): boolean {
  return hostname.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(hostname);
}
