import { join } from 'node:path';
import { parts as environmentOf, type Part as ReadsEnvironment } from '../env.ts';
import { buildWeb } from './build-web.ts';
import { unlessDone } from './done-errands.ts';
import { postgresPart, postgresUrl } from './embedded-postgres.ts';
import { pick, systemEnvironment } from './environment.ts';
import type { PortName } from './flags.ts';
import { type Part, type Program, runErrand, type StartOptions } from './part.ts';
import { restatePart } from './restate-server.ts';
import { say } from './say.ts';
import type { readSecrets } from './secrets.ts';

// Words: a *part* is a program that is kept running, an *errand* one that is run to its end before what needs it,
// a *stage* either of them.

export interface Setup {
  projectDir: string;
  dataDir: string;
  ports: Record<PortName, number>;
  /** Where people find the web. */
  url: string;
  secrets: ReturnType<typeof readSecrets>;
  logFile(name: string): string;
}

/** Runs to the end; the text it gives is shown. `working` says that it takes a while. */
type Errand = (options: StartOptions & { working(text: string): void }) => Promise<string>;

export type Stage = {
  name: string;
  /** Names of the stages that it waits for. */
  after?: string[];
} & ({ part: Part } | { errand: Errand });

export interface Plan {
  /** Each after those that it waits for: begun as soon as they are there, stopped before they are. */
  stages: Stage[];
  /** Prints the link that signs in as the demonstration organisation's admin. */
  signInLink?: Program;
}

export async function productPlan(setup: Setup): Promise<Plan> {
  const { projectDir, dataDir, ports, url, secrets, logFile } = setup;
  const at = (port: PortName) => `http://127.0.0.1:${ports[port]}`;

  const postgresOptions = {
    dataDir: join(dataDir, 'postgres'),
    port: ports.postgres,
    password: secrets.postgresPassword.text,
    logFile: logFile('postgres'),
    onLeftover: (pid: number) =>
      say.note('postgres', `ended the server of an earlier start (process ${pid})`),
  };
  const postgres = await postgresPart(postgresOptions);
  const restate = restatePart({
    dataDir: join(dataDir, 'restate'),
    ports: { ingress: ports.restateIngress, admin: ports.restateAdmin, node: ports.restateNode },
    signingKeyFile: secrets.restateSigningKey.file,
    logFile: logFile('restate'),
  });

  const environment: NodeJS.ProcessEnv = {
    DATABASE_URL: postgresUrl(postgresOptions),
    PUBLIC_URL: url,
    API_HOST: '127.0.0.1',
    API_PORT: String(ports.api),
    AUTH_SECRET: secrets.authSecret.text,
    KEY_RING_FILE: secrets.keyRing.file,
    RESTATE_INGRESS_URL: restate.urls.ingressUrl,
    RESTATE_ADMIN_URL: restate.urls.adminUrl,
    RESTATE_IDENTITY_KEY: restate.urls.identityKey,
    WORKER_HOST: '127.0.0.1',
    WORKER_PORT: String(ports.worker),
    SANDBOX_URL: at('sandbox'),
  };
  for (const name of Object.keys(environment).filter((name) => process.env[name])) {
    say.note('note', `${name} of the environment is not used: this start brings its own`);
  }
  Object.assign(
    environment,
    pick(process.env, [
      'EGRESS_ALLOW',
      'OPENROUTER_API_KEY',
      'PLATFORM_MODELS_FILE',
      'PLATFORM_CALLS_PER_MINUTE',
      'LOG_LEVEL',
    ]),
  );
  const programEnvironment = {
    ...systemEnvironment(),
    // Saves a third of each program's start.
    NODE_COMPILE_CACHE: join(projectDir, 'node_modules/.cache/node'),
  };
  const node = (name: string, file: string, reads: ReadsEnvironment): Program => ({
    name,
    command: [process.execPath, join(projectDir, file)],
    cwd: projectDir,
    env: { ...programEnvironment, ...pick(environment, environmentOf[reads]) },
    logFile: logFile(name),
  });
  const onDatabase =
    (program: Program): Errand =>
    async (options) => {
      const had = await unlessDone(setup, program, () => runErrand(program, options));
      return had ? '' : 'nothing changed since the last start';
    };
  const nextProgram = 'node_modules/next/dist/bin/next';
  const webEnvironment = { ...programEnvironment, NEXT_TELEMETRY_DISABLED: '1' };

  return {
    stages: [
      { name: 'postgres', part: { ...postgres, env: systemEnvironment() } },
      { name: 'restate', part: restate.part },
      {
        name: 'web build',
        errand: async ({ working, ...options }) => {
          const onBuild = () => working('building what changed, about half a minute');
          const built = await buildWeb(
            { projectDir, env: webEnvironment, logFile: logFile('web-build') },
            { ...options, onBuild },
          );
          return built ? '' : 'nothing changed since the last build';
        },
      },
      {
        name: 'migrate',
        after: ['postgres'],
        errand: onDatabase(node('migrate', 'api/src/migrate.ts', 'migrate')),
      },
      {
        name: 'demo',
        after: ['migrate'],
        errand: onDatabase(node('demo', 'api/src/demo/main.ts', 'demo')),
      },
      {
        name: 'sandbox',
        part: serves(
          {
            name: 'sandbox',
            command: [process.execPath, join(projectDir, 'api/src/sandbox/main.ts')],
            cwd: projectDir,
            env: { ...programEnvironment, SANDBOX_PORT: String(ports.sandbox) },
            logFile: logFile('sandbox'),
          },
          at('sandbox'),
          '/healthz',
        ),
      },
      {
        name: 'worker',
        after: ['migrate', 'restate'],
        part: serves(node('worker', 'api/src/worker.ts', 'worker'), at('worker'), '/readyz'),
      },
      {
        name: 'api',
        after: ['demo', 'restate'],
        part: serves(node('api', 'api/src/main.ts', 'api'), at('api'), '/readyz'),
      },
      {
        name: 'web',
        after: ['web build'],
        part: serves(
          {
            name: 'web',
            command: [process.execPath, nextProgram, 'start', '-H', '127.0.0.1', '-p', String(ports.web)],
            cwd: join(projectDir, 'web'),
            env: {
              ...webEnvironment,
              HOST: '127.0.0.1',
              PORT: String(ports.web),
              API_URL: at('api'),
            },
            logFile: logFile('web'),
          },
          at('web'),
          '/healthz',
        ),
      },
    ],
    signInLink: node('entry link', 'api/src/access/print-entry-link.ts', 'entryLink'),
  };
}

/** A part that is ready when it answers 2xx on `path`. */
export function serves(program: Program, origin: string, path: string): Part {
  return {
    ...program,
    address: origin,
    stopSignal: 'SIGTERM',
    isReady: async () => (await fetch(`${origin}${path}`, { signal: AbortSignal.timeout(2_000) })).ok,
  };
}
