// Three workers and three nodes of Restate, started as the README says. Under load one of each is killed and stays away.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres } from '../../api/src/launch/embedded-postgres.ts';
import { createBuilder } from '../stack/builder.ts';
import { createCaller, enter } from '../stack/caller.ts';
import { freeBlock } from '../stack/free-block.ts';
import { startOwnSandbox } from '../stack/own-sandbox.ts';
import { keepBusy, type Office, openOffice } from './load.ts';
import { seededRandom } from './random.ts';
import { findLateChanges, gather } from './round.ts';
import { type Disturbance, type Evidence, judge } from './verdict.ts';

const root = join(import.meta.dirname, '../..');
const people = 24;
/** Load before, between and after the two kills. */
const calmMs = 12_000;

/** Gives every promise that was broken, and prints for how long the loss was felt. */
export async function loseOneOfEach(seed: number): Promise<string[]> {
  console.log(`seed ${seed}`);
  const directory = mkdtempSync(join(tmpdir(), 'patchbay-cluster-'));
  const sandbox = await startOwnSandbox();
  const base = await freeBlock(44);
  const postgres = await startPostgres({
    dataDir: join(directory, 'postgres'),
    port: base + 3,
    password: 'cluster',
    logFile: join(directory, 'postgres.log'),
    settings: { max_connections: '200' },
  });
  const clusterDir = join(directory, 'cluster');
  const env = {
    ...process.env,
    PORTS: String(base),
    DATABASE_URL: postgres.url,
    EGRESS_ALLOW: sandbox.address,
  };
  const cluster = (verb: 'start' | 'stop') =>
    spawnSync('sh', ['e2e/cluster/cluster.sh', verb, clusterDir], { cwd: root, env, encoding: 'utf8' });
  const begun = Date.now();
  const say = (line: string) =>
    console.log(`${((Date.now() - begun) / 1_000).toFixed(1).padStart(7)} s  ${line}`);
  try {
    const started = cluster('start');
    if (started.status !== 0)
      throw new Error(`The cluster did not start: ${started.stdout}${started.stderr}`);
    say('three workers, three nodes of Restate and an api are ready');
    const apiUrl = `http://127.0.0.1:${base + 1}`;
    const person = createCaller(apiUrl, await enter(apiUrl, entryLink(apiUrl, env, clusterDir)));
    const random = seededRandom(seed);
    const offices: Office[] = [];
    for (const name of ['North', 'South'])
      offices.push(await openOffice(await createBuilder(person, name), sandbox.url, apiUrl, random));

    const until = new AbortController();
    const over = new AbortController();
    const busy = keepBusy({ offices, seed, random, until: until.signal, over: over.signal }, people);
    const disturbances: Disturbance[] = [];
    await sleep(calmMs);
    for (const [part, what] of [
      ['worker', 'worker killed'],
      ['restate', 'node killed'],
    ] as const) {
      const name = `${part}-${random.between(1, 3)}`;
      const from = Date.now();
      process.kill(Number(readFileSync(join(clusterDir, 'pids', name), 'utf8')), 'SIGKILL');
      say(`${name} is killed and stays away`);
      await sleep(calmMs);
      disturbances.push({ what, from, until: Date.now() });
    }
    until.abort();
    const ending = setTimeout(() => over.abort(), 60_000);
    const asked = await busy;
    clearTimeout(ending);
    const evidence = await gather(sandbox.calls, seed, asked, disturbances);
    const cancelled = evidence.runs.filter(({ cancelledAt }) => cancelledAt !== null).length;
    say(`${asked.length} runs, ${cancelled} of them cancelled; ${evidence.calls.length} calls`);
    tellStalls(evidence, say);
    const faults = [...judge(evidence), ...(await findLateChanges(asked, evidence))];
    for (const fault of faults) say(`BROKEN  ${fault}`);
    tellOf(faults, evidence, begun, say);
    return faults;
  } finally {
    cluster('stop');
    await postgres.stop();
    await sandbox.close();
    await rm(directory, { recursive: true, force: true });
  }
}

function entryLink(apiUrl: string, env: NodeJS.ProcessEnv, clusterDir: string): string {
  const secret = readFileSync(join(clusterDir, 'auth-secret'), 'utf8').trim();
  const { stdout, stderr } = spawnSync(process.execPath, ['api/src/access/print-entry-link.ts'], {
    cwd: root,
    env: { ...env, PUBLIC_URL: apiUrl, AUTH_SECRET: secret, LOG_LEVEL: 'silent' },
    encoding: 'utf8',
  });
  const [link] = /https?:\/\/\S+#\S+/.exec(stdout) ?? [];
  if (!link) throw new Error(`There is no link: ${stdout}${stderr}`);
  return link;
}

/** How long no run at all, and how long the run that had to wait longest, made no call around each loss. */
function tellStalls({ calls, disturbances }: Evidence, say: (line: string) => void): void {
  const first = disturbances[0]?.from ?? 0;
  const spans = [
    { what: 'with nothing lost', from: first - calmMs / 2, to: first },
    ...disturbances.map(({ what, from }) => ({ what, from, to: from + calmMs })),
  ];
  for (const { what, from, to } of spans) {
    const inside = calls.filter(({ at }) => at >= from && at <= to).map(({ at }) => at);
    const all = longestGap([from, ...inside.toSorted((one, other) => one - other)]);
    const byRun = [...Map.groupBy(calls, ({ mark }) => mark).values()].map((own) =>
      Math.max(
        0,
        ...own
          .toSorted((one, other) => one.at - other.at)
          .map(({ at }, index, sorted) => {
            const before = sorted[index - 1];
            if (!before || at < from || at > to) return 0;
            // Of a call that was lost it is the time until it is made again, of one that was answered that until the next.
            return at - (before.endedAt ?? before.at);
          }),
      ),
    );
    say(
      `${what}: no call of anybody for at most ${all} ms, the next call of a run after at most ${Math.max(0, ...byRun)} ms`,
    );
  }
}

/** Where a promise was broken, all calls of the run: what happened when is not to be had again. */
function tellOf(
  faults: string[],
  { runs, calls }: Evidence,
  begun: number,
  say: (line: string) => void,
): void {
  const at = (time: number | null) => (time === null ? '?' : ((time - begun) / 1_000).toFixed(1));
  for (const { mark } of runs.filter((run) => faults.some((fault) => fault.includes(run.mark)))) {
    const own = calls.filter((call) => call.mark === mark);
    say(
      `${mark} ${own.map(({ step, at: from, endedAt, outcome }) => `${step}: ${at(from)}-${at(endedAt)} ${outcome}`).join(', ')}`,
    );
  }
}

const longestGap = (times: readonly number[]) =>
  Math.max(0, ...times.slice(1).map((at, index) => at - (times[index] ?? at)));
