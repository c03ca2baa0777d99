import * as z from 'zod';

/**
 * Connection   a sealed secret for one origin, which the tools and HTTP steps of a project name by its id
 * Origin       scheme, host and port: where its secret goes, and nowhere else
 * Kind         how it signs a request in; each says which fields its form has
 */
export type ConnectionField = {
  name: string;
  label: string;
  /** Sealed, and shown as a mask. */
  secret: boolean;
  required: boolean;
  placeholder: string;
  help?: string;
  /** The saved secret belongs to this setting too: changed, it must be entered afresh. */
  pairedWith?: string;
  shape: z.ZodType<string>;
};

type ConnectionKindDescription = { label: string; description: string; fields: readonly ConnectionField[] };

const inHeader = /^[\x21-\x7e]+$/;
const notInHeader = 'It holds a blank, a line break or a sign that no header can carry. Copy it again.';
const longest = (what: string, most: number) =>
  `${what} has at most ${most.toLocaleString('en')} characters.`;

/** What HTTP itself writes: set by hand they would change where a request ends or who hears it. */
const ownedByHttp =
  /^(host|content-length|content-type|connection|transfer-encoding|upgrade|te|trailer|expect|keep-alive|accept-encoding|proxy-.*)$/i;

export const connectionKinds = {
  bearer: {
    label: 'Bearer token',
    description: 'Sends "Authorization: Bearer …" with every request.',
    fields: [
      {
        name: 'token',
        label: 'Token',
        secret: true,
        required: true,
        placeholder: 'The token, without "Bearer"',
        shape: z.string().max(8000, longest('A token', 8000)).regex(inHeader, notInHeader),
      },
    ],
  },
  header: {
    label: 'Header',
    description: 'Sends one header of your choice, such as X-API-Key, with every request.',
    fields: [
      {
        name: 'headerName',
        label: 'Header name',
        secret: false,
        required: true,
        placeholder: 'X-API-Key',
        shape: z
          .string()
          .max(100, longest('A header name', 100))
          .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'A header name has letters, digits and "-" only.')
          .refine((name) => !ownedByHttp.test(name), 'This header belongs to HTTP itself. Name another one.'),
      },
      {
        name: 'value',
        label: 'Value',
        secret: true,
        required: true,
        placeholder: 'The secret value',
        pairedWith: 'headerName',
        shape: z
          .string()
          .max(8000, longest('A value', 8000))
          .regex(/^[\x20-\x7e]+$/, notInHeader),
      },
    ],
  },
  basic: {
    label: 'User and password',
    description: 'Sends "Authorization: Basic …" with every request.',
    fields: [
      {
        name: 'user',
        label: 'User',
        secret: false,
        required: true,
        placeholder: 'service-account',
        shape: z
          .string()
          .max(200, longest('A user', 200))
          .refine((user) => !/[:\r\n]/.test(user), 'A user name holds no ":" here.'),
      },
      {
        name: 'password',
        label: 'Password',
        secret: true,
        required: true,
        placeholder: 'The password',
        pairedWith: 'user',
        shape: z.string().max(8000, longest('A password', 8000)),
      },
    ],
  },
  oauth: {
    label: 'OAuth client credentials',
    description: 'Fetches an access token from the token URL, and sends it as a bearer token.',
    fields: [
      {
        name: 'tokenUrl',
        label: 'Token URL',
        secret: false,
        required: true,
        placeholder: 'https://login.example.com/oauth/token',
        help: 'Only the token URL gets the client secret; only the origin gets the token.',
        shape: z
          .string()
          .max(2000, longest('A URL', 2000))
          .refine(
            (url) => isPlainUrl(url),
            'Write a whole URL, such as https://login.example.com/oauth/token.',
          ),
      },
      {
        name: 'clientId',
        label: 'Client ID',
        secret: false,
        required: true,
        placeholder: 'The id of the client',
        shape: z.string().max(500, longest('A client id', 500)),
      },
      {
        name: 'clientSecret',
        label: 'Client secret',
        secret: true,
        required: true,
        placeholder: 'The secret of the client',
        pairedWith: 'clientId',
        shape: z.string().max(8000, longest('A client secret', 8000)),
      },
      {
        name: 'scope',
        label: 'Scope',
        secret: false,
        required: false,
        placeholder: 'orders.read',
        help: 'Several are separated by blanks.',
        shape: z.string().max(1000, longest('A scope', 1000)),
      },
    ],
  },
} satisfies Record<string, ConnectionKindDescription>;

export type ConnectionKind = keyof typeof connectionKinds;

function isConnectionKind(text: string): text is ConnectionKind {
  return Object.hasOwn(connectionKinds, text);
}

export const connectionKindNames = Object.keys(connectionKinds).filter(isConnectionKind);

export function describeConnection(kind: ConnectionKind): ConnectionKindDescription {
  return connectionKinds[kind];
}

/** The origin that a text names, or what is wrong with it. */
export function readOrigin(text: string): { origin: string } | { fault: string } {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol))
    return { fault: 'Write an origin, such as https://api.example.com.' };
  if (url.username !== '' || url.password !== '')
    return { fault: 'Leave user and password out of the origin; they have fields of their own.' };
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    return { fault: `Write the origin alone, without a path: ${url.origin}.` };
  return { origin: url.origin };
}

/** Where the secret goes. What is stored for one audience is never sent to another. */
export function audienceOfConnection(
  kind: ConnectionKind,
  origin: string,
  settings: Readonly<Record<string, string>>,
): string {
  return kind === 'oauth' ? `${settings.tokenUrl ?? ''} for ${origin}` : origin;
}

function isPlainUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}
