import { join } from 'node:path';
import { postgresUrl } from '../../api/src/launch/embedded-postgres.ts';
import { type PortName, ports } from '../../api/src/launch/flags.ts';
import { readLaunchRecord } from '../../api/src/launch/launch-record.ts';
import { readSecrets } from '../../api/src/launch/secrets.ts';
import type { Stack } from './start-stack.ts';

/** The process of a part, as the launcher has recorded it last. */
export function processOf(dataDir: string, part: string): number {
  const found = readLaunchRecord(dataDir)?.running.findLast(({ name }) => name === part);
  if (!found) throw new Error(`The launcher has no part "${part}".`);
  return found.pid;
}

const portOf = ({ basePort }: Pick<Stack, 'basePort'>, port: PortName) => basePort + ports[port].offset;

export const addressOf = (stack: Pick<Stack, 'basePort'>, port: PortName) =>
  `http://127.0.0.1:${portOf(stack, port)}`;

/** The database as its owner sees it: every row of everybody. */
export function databaseUrlOf(stack: Pick<Stack, 'basePort' | 'dataDir'>): string {
  return postgresUrl({
    dataDir: join(stack.dataDir, 'postgres'),
    port: portOf(stack, 'postgres'),
    password: readSecrets(join(stack.dataDir, 'secrets'), true).postgresPassword.text,
  });
}
