import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';

/** Every port of the block, by its distance from the base, with the flag that moves it alone. */
export const ports = {
  web: { offset: 0, flag: 'web-port' },
  api: { offset: 1, flag: 'api-port' },
  worker: { offset: 2, flag: 'worker-port' },
  postgres: { offset: 3, flag: 'postgres-port' },
  restateIngress: { offset: 4, flag: 'restate-ingress-port' },
  restateAdmin: { offset: 5, flag: 'restate-admin-port' },
  restateNode: { offset: 6, flag: 'restate-node-port' },
  sandbox: { offset: 7, flag: 'sandbox-port' },
} as const;

export type PortName = keyof typeof ports;
export const portNames = Object.keys(ports) as PortName[];

export interface Flags {
  dataDir: string;
  ports: Record<PortName, number>;
  help: boolean;
}

export class FlagError extends Error {
  override name = 'FlagError';
}

/** Browsers and fetch never call these: a page served there would be seen by nobody, and Next refuses to serve it. */
const blockedPorts = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
  3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

const projectDir = resolve(import.meta.dirname, '../../..');
const defaultBase = 4800;

export function parseFlags(args: string[]): Flags {
  const given = readFlags(args);
  const base = given.port === undefined ? defaultBase : readPort('port', given.port);
  const chosen = Object.fromEntries(
    portNames.map((name) => {
      const { flag, offset } = ports[name];
      return [name, given[flag] === undefined ? base + offset : readPort(flag, given[flag])];
    }),
  ) as Flags['ports'];
  if (base > 65535 - portNames.length)
    throw new FlagError(`--port ${base} leaves no room for ${portNames.length} ports.`);
  for (const [index, name] of portNames.entries()) {
    const { flag } = ports[name];
    if (blockedPorts.has(chosen[name]))
      throw new FlagError(
        `Browsers refuse to open port ${chosen[name]}. Choose another with --${flag} <port>, or move the block with --port <base>.`,
      );
    const twin = portNames.slice(0, index).find((other) => chosen[other] === chosen[name]);
    if (twin)
      throw new FlagError(`--${flag} and --${ports[twin].flag} are both ${chosen[name]}; change one.`);
  }
  return {
    dataDir: resolve(given.data ?? join(projectDir, '.data')),
    ports: chosen,
    help: given.help === 'yes',
  };
}

function readFlags(args: string[]): Record<string, string | undefined> {
  const names = ['port', 'data', ...portNames.map((name) => ports[name].flag)];
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  try {
    const { values } = parseArgs({
      args,
      options: { ...options, help: { type: 'boolean', short: 'h' } },
    });
    return { ...values, help: values.help ? 'yes' : undefined };
  } catch (error) {
    throw new FlagError(`${(error as Error).message.split('. ')[0]}. npm start -- --help lists the flags.`);
  }
}

function readPort(flag: string, text: string): number {
  const port = z.coerce.number().int().min(1).max(65535).safeParse(text);
  if (!port.success) throw new FlagError(`--${flag} takes a port between 1 and 65535, not "${text}".`);
  return port.data;
}

export const help = `npm start -- [flags]

  --port <base>                  moves the whole block of ports; default ${defaultBase}
${portNames.map((name) => `  --${`${ports[name].flag} <port>`.padEnd(29)}default ${defaultBase + ports[name].offset}`).join('\n')}
  --data <directory>             where everything is kept; default .data in the project
  --help                         this text

Everything listens on 127.0.0.1 only.`;
