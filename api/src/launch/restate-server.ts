import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { type Part, PartFailed, type RunningPart, startPart } from './part.ts';
import { identityKeyOf, newSigningKey } from './restate-identity.ts';

export interface RestateOptions {
  /** Holds the server's data, its configuration and, unless one is given, its signing key. */
  dataDir: string;
  ports: { ingress: number; admin: number; node: number };
  /** PEM file of the ed25519 key that signs requests to the worker. */
  signingKeyFile?: string;
  logFile?: string;
}

export interface RestateUrls {
  ingressUrl: string;
  adminUrl: string;
  /** What the worker checks signatures against. */
  identityKey: string;
}

/** Starts a server and waits until it takes invocations. */
export async function startRestate(options: RestateOptions): Promise<RunningPart & RestateUrls> {
  const { part, urls } = restatePart(options);
  return { ...(await startPart(part)), ...urls };
}

export function restatePart(options: RestateOptions): { part: Part; urls: RestateUrls } {
  const dataDir = resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const configFile = join(dataDir, 'restate.toml');
  const signingKeyFile = resolve(options.signingKeyFile ?? join(dataDir, 'signing-key.pem'));
  if (!existsSync(signingKeyFile)) writeFileSync(signingKeyFile, newSigningKey(), { mode: 0o600 });
  const urls = {
    ingressUrl: `http://127.0.0.1:${options.ports.ingress}`,
    adminUrl: `http://127.0.0.1:${options.ports.admin}`,
    identityKey: identityKeyOf(readFileSync(signingKeyFile, 'utf8')),
  };
  const part: Part = {
    name: 'restate',
    address: `127.0.0.1:${options.ports.ingress}`,
    command: [findProgram(), '--no-logo', '--config-file', configFile],
    wrapper: withoutDns(),
    // Nothing of our environment: a RESTATE_ variable would win over the file.
    env: { PATH: process.env.PATH, DO_NOT_TRACK: '1' },
    logFile: options.logFile ?? `${dataDir}.log`,
    stopSignal: 'SIGTERM',
    async beforeStart() {
      // Also before it is started again: its data may have been deleted, and runs do not need them.
      mkdirSync(dataDir, { recursive: true, mode: 0o700 });
      writeFileSync(configFile, configuration(dataDir, options.ports, signingKeyFile));
    },
    isReady: async () => {
      const [admin, ingress] = await Promise.all([
        fetch(`${urls.adminUrl}/health`, { signal: AbortSignal.timeout(2000) }),
        fetch(`${urls.ingressUrl}/restate/health`, { signal: AbortSignal.timeout(2000) }),
      ]);
      return admin.ok && ingress.ok;
    },
  };
  return { part, urls };
}

function configuration(dataDir: string, ports: RestateOptions['ports'], signingKeyFile: string): string {
  const text = JSON.stringify; // a JSON string is a TOML string
  return `# Written anew at each start.
cluster-name = "patchbay"
node-name = "patchbay"
base-dir = ${text(dataDir)}
listen-mode = "tcp"
bind-ip = "127.0.0.1"
bind-port = ${ports.node}
advertised-address = "http://127.0.0.1:${ports.node}/"
disable-telemetry = true
# One machine: by itself it makes 24, which take twice the time to start and 70 MB more, and carry no more runs.
default-num-partitions = 8
shutdown-timeout = "5s"
log-format = "compact"
log-filter = "warn,octocrab=off"
log-disable-ansi-codes = true

[admin]
bind-ip = "127.0.0.1"
bind-port = ${ports.admin}
disable-web-ui = true

[ingress]
bind-ip = "127.0.0.1"
bind-port = ${ports.ingress}

[worker.invoker]
# Each step has its own deadline; Restate must neither suspend nor abort a handler that is at work.
inactivity-timeout = "24h"
abort-timeout = "24h"
# A worker that dies without closing its connection is noticed within 4 s.
http2-keep-alive-interval = "2s"
http2-keep-alive-timeout = "2s"
request-identity-private-key-pem-file = ${text(signingKeyFile)}

# While no worker answers, ask again every 2 s at most and without end: an outage costs no more than itself.
[default-retry-policy]
initial-interval = "50ms"
exponentiation-factor = 2.0
max-attempts = "unlimited"
max-interval = "2s"
`;
}

/**
 * At each start the server asks GitHub for its newest release, and no setting stops it. It needs no names, only
 * addresses on loopback, so it gets an empty resolv.conf of its own where the system lets us.
 */
function withoutDns(): string[] {
  if (process.platform !== 'linux') return [];
  const wrapper = ['unshare', '--user', '--map-current-user', '--keep-caps', '--mount', '--', 'sh', '-c'];
  wrapper.push('mount --bind /dev/null /etc/resolv.conf && exec "$@"', 'sh');
  return spawnSync(wrapper[0]!, [...wrapper.slice(1), 'true']).status === 0 ? wrapper : [];
}

function findProgram(): string {
  const name = `@restatedev/restate-server-${process.platform}-${process.arch}`;
  const here = createRequire(import.meta.url);
  try {
    // The binary is a dependency of the package that picks it by platform.
    return createRequire(here.resolve('@restatedev/restate-server/package.json')).resolve(
      `${name}/bin/restate-server`,
    );
  } catch {
    throw new PartFailed(
      `restate: there is no Restate server for ${process.platform} ${process.arch} (${name} is not installed). ` +
        'Start the parts alone with the URLs of a Restate server, as the README says.',
    );
  }
}
