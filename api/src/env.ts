// Every environment variable of the parts that run on Node, in one record: the README's table is checked against it.
import { z } from 'zod';

const port = z.coerce.number().int().min(1).max(65535);
const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''));
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgres://');

/** name -> how it is read. Which part reads which is said by `parts` below. */
export const variables = {
  DATABASE_URL: postgresUrl,
  DATABASE_LISTEN_URL: postgresUrl.optional(),
  PUBLIC_URL: url,
  API_HOST: z.string().default('127.0.0.1'),
  API_PORT: port.default(4801),
  AUTH_SECRET: z.string().min(32, 'needs at least 32 characters'),
  KEY_RING_FILE: z.string().min(1),
  RESTATE_INGRESS_URL: url,
  RESTATE_ADMIN_URL: url,
  RESTATE_IDENTITY_KEY: z
    .string()
    .regex(/^publickeyv1_/, 'must start with publickeyv1_')
    .optional(),
  WORKER_HOST: z.string().default('127.0.0.1'),
  WORKER_PORT: port.default(4802),
  WORKER_URL: url.optional(),
  SANDBOX_URL: url.optional(),
  EGRESS_ALLOW: z.string().default(''),
  OPENROUTER_API_KEY: z.string().optional(),
  PLATFORM_MODELS_FILE: z.string().optional(),
  PLATFORM_CALLS_PER_MINUTE: z.coerce.number().int().min(1).default(120),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
} satisfies Record<string, z.ZodType>;

type Variable = keyof typeof variables;

const shared = ['DATABASE_URL', 'DATABASE_LISTEN_URL', 'LOG_LEVEL'] as const;

/** part -> the variables it reads; nothing else in the environment matters to it. */
export const parts = {
  migrate: ['DATABASE_URL', 'LOG_LEVEL'],
  entryLink: ['DATABASE_URL', 'PUBLIC_URL', 'AUTH_SECRET', 'LOG_LEVEL'],
  rotation: ['DATABASE_URL', 'KEY_RING_FILE', 'LOG_LEVEL'],
  demo: [
    'DATABASE_URL',
    'KEY_RING_FILE',
    'SANDBOX_URL',
    'EGRESS_ALLOW',
    'OPENROUTER_API_KEY',
    'PLATFORM_MODELS_FILE',
    'PLATFORM_CALLS_PER_MINUTE',
    'LOG_LEVEL',
  ],
  api: [
    ...shared,
    'PUBLIC_URL',
    'API_HOST',
    'API_PORT',
    'AUTH_SECRET',
    'KEY_RING_FILE',
    'RESTATE_INGRESS_URL',
    'RESTATE_ADMIN_URL',
    'SANDBOX_URL',
    'EGRESS_ALLOW',
    'OPENROUTER_API_KEY',
    'PLATFORM_MODELS_FILE',
    'PLATFORM_CALLS_PER_MINUTE',
  ],
  worker: [
    ...shared,
    'KEY_RING_FILE',
    'RESTATE_INGRESS_URL',
    'RESTATE_ADMIN_URL',
    'RESTATE_IDENTITY_KEY',
    'WORKER_HOST',
    'WORKER_PORT',
    'WORKER_URL',
    'SANDBOX_URL',
    'EGRESS_ALLOW',
    'OPENROUTER_API_KEY',
    'PLATFORM_MODELS_FILE',
    'PLATFORM_CALLS_PER_MINUTE',
  ],
} as const satisfies Record<string, readonly Variable[]>;

export type Part = keyof typeof parts;
export type Env<P extends Part> = {
  [V in (typeof parts)[P][number]]: z.output<(typeof variables)[V]>;
};

class EnvError extends Error {
  override name = 'EnvError';
}

/** Reads what `part` needs. All faults are reported together, never a value: it may be a secret. */
export function readEnv<P extends Part>(part: P, source: NodeJS.ProcessEnv = process.env): Env<P> {
  const names: readonly Variable[] = parts[part];
  // An empty variable is one that somebody left blank: it counts as not set.
  const given = Object.fromEntries(names.map((name) => [name, source[name] || undefined]));
  const shape = z.object(Object.fromEntries(names.map((name) => [name, variables[name]])));
  const result = shape.safeParse(given);
  if (result.success) return result.data as Env<P>;
  const faults = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return `  ${name}: ${given[name] === undefined ? 'is not set' : issue.message}`;
  });
  throw new EnvError(`The environment of "${part}" has ${faults.length} fault(s):\n${faults.join('\n')}`);
}
