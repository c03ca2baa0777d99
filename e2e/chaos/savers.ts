import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const api = join(import.meta.dirname, '../../api');

/** The test of the twenty who save at random, which the suite plays for half a second, for as long as this. */
export async function saveAtRandom(seconds: number): Promise<boolean> {
  const test = ['run', 'src/workflows/drafts.test.ts', '-t', 'twenty who save at random'];
  const vitest = spawn(join(api, 'node_modules/.bin/vitest'), test, {
    cwd: api,
    env: { ...process.env, SAVERS_SECONDS: String(seconds), NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  vitest.stdout.on('data', (text: Buffer) => {
    process.stdout.write(text);
    said += String(text);
  });
  const [code] = await once(vitest, 'close');
  // With a test of another title, nothing would have been played and nothing failed.
  return code === 0 && /Tests +1 passed/.test(said);
}
