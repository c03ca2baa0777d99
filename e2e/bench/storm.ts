import { setTimeout as sleep } from 'node:timers/promises';
import { atOnce } from './bare-loop.ts';
import { type Figure, timings } from './figure.ts';
import { untilEnded } from './follow-run.ts';
import type { Ground } from './ground.ts';
import { median } from './statistics.ts';
import { holdBack, untilAllEnded } from './throughput.ts';

const model = 'sandbox-delay-150';

/** How soon another organisation's run makes its first call, while one organisation has thousands in its queue. */
export async function storm({
  databaseUrl,
  sandbox,
  stackSandboxUrl,
  builder,
  rounds,
}: Ground): Promise<Figure[]> {
  const runs = rounds(5_000);
  const [crowd, other] = [await builder('Storm'), await builder('Beside the storm')];
  await crowd.addModel(stackSandboxUrl, model);
  await other.addModel(sandbox.url, model);
  const ofCrowd = await crowd.createChain([model]);
  const ofOther = await other.createChain([model]);

  async function firstCall(mark: string): Promise<number> {
    const begun = Date.now();
    const id = await other.start(ofOther, mark);
    await untilEnded(other.caller, id);
    const call = sandbox.calls.find(({ body }) => body.includes(mark));
    if (!call) throw new Error('It made no call.');
    return call.at - begun;
  }
  const measure = async (when: string) => {
    const waits: number[] = [];
    for (let round = 0; round < rounds(20); round++) {
      waits.push(await firstCall(`${when} ${round}.`));
      await sleep(200);
    }
    return waits;
  };

  // A process that has done nothing yet is slow by itself.
  await atOnce(rounds(1_000), 16, (index) => crowd.start(ofCrowd, `before ${index}`));
  await untilAllEnded(crowd.caller);
  const idle = await measure('idle');
  const letGo = await holdBack(databaseUrl, [crowd.slug]);
  try {
    await atOnce(runs, 32, (index) => crowd.start(ofCrowd, `storm ${index}`));
  } finally {
    await letGo();
  }
  const left = async () => {
    const { organization } = await crowd.caller.ask<{ organization: { runs: { totalCount: number } } }>(
      `{ organization { runs(first: 1, status: [QUEUED]) { totalCount } } }`,
    );
    return organization.runs.totalCount;
  };
  const waiting = await left();
  const during = await measure('storm');
  const stillWaiting = await left();
  const name = `startRun sent -> first call, another organisation having ${waiting} to ${stillWaiting} runs queued`;
  await untilAllEnded(crowd.caller);
  return [timings(name, during, { what: 'with nobody else', value: median(idle) })];
}
