import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newSigningKey } from './restate-identity.ts';

const random = () => randomBytes(32).toString('base64url');

/** Made once, kept in files that only their owner reads. */
const secrets = {
  postgresPassword: { file: 'postgres-password', make: random, replaceable: false },
  keyRing: { file: 'key-ring.json', make: newKeyRing, replaceable: false },
  authSecret: { file: 'auth-secret', make: random, replaceable: true },
  restateSigningKey: { file: 'restate-signing-key.pem', make: newSigningKey, replaceable: true },
} as const;

type SecretName = keyof typeof secrets;

export class SecretMissing extends Error {
  override name = 'SecretMissing';
}

/** Gives each secret's file and text. Where a database exists, one that it depends on is never made anew. */
export function readSecrets(
  dir: string,
  databaseExists: boolean,
): Record<SecretName, { file: string; text: string }> {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const read = (name: SecretName) => {
    const { make, replaceable } = secrets[name];
    const file = join(dir, secrets[name].file);
    if (!existsSync(file)) {
      if (databaseExists && !replaceable) throw new SecretMissing(explainMissing(file));
      writeFileSync(`${file}.new`, make(), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    }
    return { file, text: readFileSync(file, 'utf8') };
  };
  return {
    postgresPassword: read('postgresPassword'),
    keyRing: read('keyRing'),
    authSecret: read('authSecret'),
    restateSigningKey: read('restateSigningKey'),
  };
}

function explainMissing(file: string): string {
  return (
    `${file} is missing, and the database cannot be opened or read without it. ` +
    'Put it back from a backup, or move the data directory away to begin with an empty one.'
  );
}

/** The newest key seals; all of them open. */
function newKeyRing(): string {
  const id = `k${new Date().toISOString().slice(0, 10).replaceAll('-', '')}`;
  return `${JSON.stringify({ current: id, keys: { [id]: randomBytes(32).toString('base64') } }, null, 2)}\n`;
}
