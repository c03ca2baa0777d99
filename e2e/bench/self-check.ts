import { type Figure, timings } from './figure.ts';
import type { Ground } from './ground.ts';

const events = `subscription ($id: ID!) { selfCheckEvents(selfCheckId: $id) { step { name } } }`;

/** From asking for a self-check to hearing of its first step. */
export async function selfCheck({ demo, rounds }: Ground): Promise<Figure[]> {
  const values: number[] = [];
  for (let round = 0; round < rounds(30); round++) {
    const begun = performance.now();
    const { runSelfCheck } = await demo.ask<{ runSelfCheck: { selfCheck: { id: string } } }>(
      `mutation { runSelfCheck { ... on RunSelfCheckPayload { selfCheck { id } } } }`,
    );
    let first = true;
    for await (const event of demo.follow<unknown>(events, { id: runSelfCheck.selfCheck.id })) {
      if (first) values.push(performance.now() - begun);
      first = false;
      if (event === 'complete') break;
    }
  }
  return [timings('self-check: asked for -> its first step heard', values)];
}
