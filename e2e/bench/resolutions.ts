import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Figure } from './figure.ts';
import { median } from './statistics.ts';

const program = fileURLToPath(new URL('../../api/src/model-policy/measure-resolutions.ts', import.meta.url));

/** The pure function alone, with four candidates and four requirements: no database, no network. */
export async function resolutions(): Promise<Figure[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [program]);
  const rates = JSON.parse(stdout) as number[];
  return [{ name: 'references resolved, each to four candidates', unit: '/s', value: median(rates) }];
}
