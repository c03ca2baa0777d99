// The real parts below a run, for tests that kill them: a Restate server, worker processes, and a balancer before those.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Actor } from '../access/actor.ts';
import { createRestateClient } from '../durable/restate-client.ts';
import { startRestate } from '../launch/restate-server.ts';
import { inOrganization, type MikroORM } from '../orm.ts';
import { freePort } from './free-port.ts';

const workerProgram = fileURLToPath(new URL('../worker.ts', import.meta.url));

export async function createDurableGround(databaseUrl: string, workerEnv: NodeJS.ProcessEnv = {}) {
  const directory = await mkdtemp(join(tmpdir(), 'patchbay-durable-'));
  const options = {
    dataDir: join(directory, 'restate'),
    signingKeyFile: join(directory, 'signing-key.pem'),
    ports: { ingress: await freePort(), admin: await freePort(), node: await freePort() },
  };
  const keyRingFile = join(directory, 'key-ring.json');
  const keys = { test: randomBytes(32).toString('base64') };
  await writeFile(keyRingFile, JSON.stringify({ current: 'test', keys }));
  let server = await startRestate(options);
  const { ingressUrl, adminUrl, identityKey } = server;
  const client = createRestateClient({ ingressUrl, adminUrl });
  const balancer = await startBalancer();
  const workers: TestWorker[] = [];

  return {
    keyRingFile,
    restate: {
      client,
      ingressUrl,
      adminUrl,
      /** Ends it as a power cut would, and starts it again, with its data or without. */
      async killAndRestart({ withoutData = false } = {}) {
        process.kill(server.pid, 'SIGKILL');
        await server.exited;
        if (withoutData) await rm(options.dataDir, { recursive: true });
        server = await startRestate(options);
      },
    },
    balancer,
    async startWorker(): Promise<TestWorker> {
      const worker = await spawnWorker(
        {
          PATH: process.env.PATH,
          NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
          DATABASE_URL: databaseUrl,
          KEY_RING_FILE: keyRingFile,
          RESTATE_INGRESS_URL: ingressUrl,
          RESTATE_ADMIN_URL: adminUrl,
          RESTATE_IDENTITY_KEY: identityKey,
          WORKER_PORT: String(await freePort()),
          WORKER_URL: balancer.url,
          LOG_LEVEL: 'debug',
          ...workerEnv,
        },
        balancer,
      );
      workers.push(worker);
      return worker;
    },
    async close() {
      for (const worker of workers) await worker.kill();
      await client.close();
      await server.stop();
      balancer.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export type TestWorker = {
  port: number;
  log(): string;
  isAlive(): boolean;
  signal(signal: NodeJS.Signals): void;
  kill(): Promise<void>;
  /** Asks it to end, and tells its exit code. */
  stop(): Promise<number | null>;
};

/** Starts a worker, makes it the one that is reached, and waits until Restate knows it. */
async function spawnWorker(env: NodeJS.ProcessEnv, balancer: Balancer): Promise<TestWorker> {
  const child: ChildProcess = spawn(process.execPath, [workerProgram], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const port = Number(env.WORKER_PORT);
  balancer.pointTo(port);
  await waitFor(async () => {
    if (child.exitCode !== null) throw new Error(`The worker ended:\n${log}`);
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    const readiness = (await answer?.json()) as { ready?: boolean; registered?: boolean } | undefined;
    return readiness?.ready && readiness.registered ? true : null;
  }).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw new Error(`The worker did not come up:\n${log}`, { cause: error });
  });
  return {
    port,
    log: () => log,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    signal: (signal) => void child.kill(signal),
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      child.kill('SIGTERM');
      const [code] = await exited;
      return code as number | null;
    },
  };
}

type Balancer = Awaited<ReturnType<typeof startBalancer>>;

/** Hands connections on byte by byte, as the balancer before several workers does. */
async function startBalancer() {
  let target = 0;
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    const onward = net.connect(target, '127.0.0.1');
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      sockets.add(one);
      one
        .on('error', () => other.destroy())
        .on('close', () => {
          sockets.delete(one);
          other.destroy();
        });
      one.pipe(other);
    }
  });
  const port = await freePort();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${port}`,
    /** New connections go there; those that exist stay where they are. */
    pointTo(port: number) {
      target = port;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/**
 * Looks again and again until there is something, less and less often: looking means asking the database, and tests that
 * wait beside each other, each a hundred times a second, kept the machine from what they waited for.
 */
export async function waitFor<T>(look: () => Promise<T | null>, boundMs = 30_000): Promise<T> {
  const deadline = Date.now() + boundMs;
  for (let pause = 5; ; pause = Math.min(100, pause * 1.5)) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > deadline) throw new Error(`Nothing came of it within ${boundMs} ms.`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** An organisation of its own, and somebody who acts in it. */
export async function createActor(orm: MikroORM, role: Actor['role'] = 'ADMIN'): Promise<Actor> {
  const organizationId = randomUUID();
  const organizationSlug = `org-${organizationId}`;
  await inOrganization(orm, organizationId, (em) =>
    em.execute('insert into organization (id, name, slug) values (?, ?, ?)', [
      organizationId,
      'Test',
      organizationSlug,
    ]),
  );
  return {
    kind: 'person',
    id: randomUUID(),
    name: 'Ada',
    organizationId,
    organizationSlug,
    organizationName: 'Test',
    role,
    scopes: ['READ', 'WRITE', 'RUN'],
    projectRoles: {},
  };
}
