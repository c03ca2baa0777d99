// The operator's way to rotate the key ring while everything runs.
import { readEnv } from '../env.ts';
import { createOrm, type MikroORM } from '../orm.ts';
import { addRingKey, dropRingKey, KeyRingError, useRingKey } from './key-ring-file.ts';
import { openKeyRing } from './key-ring.ts';
import { keyRingUse, rewrapKeys } from './rewrap-keys.ts';

const usage = `Three steps, each safe to repeat:
  add <id>    puts a new key into the ring; nothing is wrapped by it yet
  use <id>    names it as current, and wraps every organization's key anew by it
  drop <id>   takes an old key out of the ring, once it wraps nothing any more`;

type Ground = { file: string; orm: MikroORM };

/** What was done, for the operator to read. */
const steps: Record<string, (ground: Ground, id: string) => Promise<string>> = {
  async add({ file }, id) {
    addRingKey(file, id);
    return `The key ring has a new key "${id}". Give every api and worker the ring, then: use ${id}`;
  },

  async use({ file, orm }, id) {
    useRingKey(file, id);
    const { rewrapped, failed } = await rewrapKeys(orm, openKeyRing(file));
    const use = await keyRingUse(orm);
    const others = use.filter(({ ringId }) => ringId !== id);
    if (failed.length > 0) process.exitCode = 1;
    return [
      `Wrapped anew by "${id}": ${rewrapped}.`,
      ...use.map(
        ({ ringId, organizations }) => `Keys of organizations that "${ringId}" wraps: ${organizations}.`,
      ),
      ...failed.map(
        ({ organizationId, reason }) => `Organization ${organizationId} keeps its wrapping: ${reason}`,
      ),
      others.length > 0
        ? `Not every key is wrapped by "${id}": keep the others in the ring, and repeat this.`
        : 'Every other key may be dropped.',
    ].join('\n');
  },

  async drop({ file, orm }, id) {
    const use = (await keyRingUse(orm)).find(({ ringId }) => ringId === id);
    if (use)
      throw new KeyRingError(
        `"${id}" still wraps ${use.organizations} organizations' keys. Use another key first.`,
      );
    dropRingKey(file, id);
    return `"${id}" is dropped from the ring. Backups of the database from before still need it.`;
  },
};

const [name = '', id = '', ...rest] = process.argv.slice(2);
const step = Object.hasOwn(steps, name) ? steps[name] : undefined;
if (!step || id === '' || rest.length > 0) {
  console.error(usage);
  process.exit(1);
}
const env = readEnv('rotation');
const orm = createOrm(env.DATABASE_URL, { connections: 2 });
try {
  console.log(await step({ file: env.KEY_RING_FILE, orm }, id));
} catch (error) {
  if (!(error instanceof KeyRingError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await orm.close(true);
}
