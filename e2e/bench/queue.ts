import { atOnce } from './bare-loop.ts';
import type { Figure } from './figure.ts';
import type { Ground } from './ground.ts';
import { holdBack, listEnded, untilAllEnded } from './throughput.ts';

const model = 'sandbox-delay-0';
const organizations = 4;

/** A long queue is let go at once: each thousand of it should take what the one before took. */
export async function queue({ databaseUrl, stackSandboxUrl, builder, rounds }: Ground): Promise<Figure[]> {
  const runs = rounds(10_000);
  const builders = await Promise.all(
    Array.from({ length: organizations }, async (_, index) => {
      const one = await builder(`Queue ${index}`);
      await one.addModel(stackSandboxUrl, model);
      return { ...one, workflow: await one.createChain([model]) };
    }),
  );
  const letGo = await holdBack(
    databaseUrl,
    builders.map(({ slug }) => slug),
  );
  try {
    await atOnce(runs, 32, async (index) => {
      const one = builders[index % organizations];
      if (one) await one.start(one.workflow, `queued ${index}`);
    });
  } finally {
    await letGo();
  }
  const begun = Date.now();
  await Promise.all(builders.map(({ caller }) => untilAllEnded(caller)));
  const ended = (await Promise.all(builders.map(({ caller }) => listEnded(caller))))
    .flat()
    .map(({ finishedAt }) => Date.parse(finishedAt))
    .toSorted((one, other) => one - other);
  if (ended.length !== runs) throw new Error(`Of ${runs} runs ${ended.length} have ended.`);

  const tenth = Math.floor(runs / 10);
  const took = (part: number) =>
    ((ended[(part + 1) * tenth - 1] ?? 0) - (part === 0 ? begun : (ended[part * tenth - 1] ?? 0))) / 1_000;
  const first = took(0);
  return [
    ...Array.from({ length: 10 }, (_, part) => ({
      name: `${runs} queued runs, the ${part + 1}. ${tenth} of them`,
      unit: 's' as const,
      value: took(part),
      ...(part > 0 && { beside: { what: 'the first', value: first } }),
    })),
    { name: '  all of them', unit: 's', value: ((ended.at(-1) ?? 0) - begun) / 1_000 },
  ];
}
