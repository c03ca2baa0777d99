import { randomUUID } from 'node:crypto';
import type { Context } from '@restatedev/restate-sdk';
import type { LiveHub } from '../live/hub.ts';
import { publishNow } from '../live/publish.ts';
import { inOrganization, type MikroORM } from '../orm.ts';
import { SelfCheck } from './self-check.ts';

export type Finding = { passed: boolean; detail: string; latencyMs: number };

type Surroundings = {
  ctx: Context;
  orm: MikroORM;
  hub: LiveHub;
  organizationId: string;
  selfCheckId: string;
  /** The token of this attempt: an older one that wakes up must not disturb what this one looks at. */
  claim: string;
};

type Step = {
  name: string;
  /** It leaves entries in Restate's journal. */
  journaled: boolean;
  probe(around: Surroundings): Promise<Finding>;
};

/** In the order in which they run; a step's position is its place here, from 1. Add new ones at the end. */
export const selfCheckSteps = [
  { name: 'Database', journaled: false, probe: databaseKeepsWhatIsWritten },
  { name: 'Journal', journaled: true, probe: restateKeepsAResult },
  { name: 'Timer', journaled: true, probe: restateWakesUs },
  { name: 'Live events', journaled: false, probe: notificationIsHeard },
  { name: 'Tenancy', journaled: false, probe: rowsOfOthersAreHidden },
] as const satisfies readonly Step[];

async function databaseKeepsWhatIsWritten({
  orm,
  organizationId,
  selfCheckId,
  claim,
}: Surroundings): Promise<Finding> {
  const started = performance.now();
  // PostgreSQL notes at each row which transaction wrote it: that is the value to write and to find again.
  const written = await inOrganization(orm, organizationId, (em) =>
    em.execute(
      'update self_check set claim = claim where id = ? and claim = ? returning xmin::text as writer',
      [selfCheckId, claim],
    ),
  );
  const found = await inOrganization(orm, organizationId, (em) =>
    em.execute('select xmin::text as writer from self_check where id = ?', [selfCheckId]),
  );
  const passed = written[0]?.writer !== undefined && written[0].writer === found[0]?.writer;
  return {
    passed,
    detail: passed
      ? 'A row was written, committed and read back.'
      : 'A committed row did not come back as written: two servers may answer at one address.',
    latencyMs: performance.now() - started,
  };
}

async function restateKeepsAResult({ ctx }: Surroundings): Promise<Finding> {
  const written = await ctx.run('journal', () => Date.now());
  return {
    passed: true,
    detail: 'Restate has stored a result on its disk and acknowledged it.',
    latencyMs: Math.max(0, Date.now() - written),
  };
}

const timerMs = 300;

async function restateWakesUs({ ctx }: Surroundings): Promise<Finding> {
  const set = await ctx.date.now();
  await ctx.sleep(timerMs);
  const passedMs = Date.now() - set;
  // Clocks of two machines may differ a little.
  const passed = passedMs >= timerMs - 50;
  return {
    passed,
    detail: `A durable timer of ${timerMs} ms went off after ${passedMs} ms${passed ? '.' : ': too early.'}`,
    latencyMs: Math.max(0, passedMs - timerMs),
  };
}

const hearingMs = 3_000;

async function notificationIsHeard({ orm, hub, selfCheckId }: Surroundings): Promise<Finding> {
  const topic = `self-check-echo:${selfCheckId}`;
  const { promise: heard, resolve } = Promise.withResolvers<boolean>();
  const stopListening = hub.listen(topic, { onEvent: () => resolve(true), onGap: () => {} });
  const deadline = setTimeout(resolve, hearingMs, false);
  const started = performance.now();
  try {
    // Said again until heard: the listening connection may just be coming back.
    const say = () => publishNow(orm, [{ topic, payload: null }]);
    await say();
    const again = setInterval(() => say().catch(() => {}), 250);
    const passed = await heard.finally(() => clearInterval(again));
    return {
      passed,
      detail: passed
        ? 'A notification went through PostgreSQL and was heard.'
        : `A notification was not heard within ${hearingMs / 1_000} s. Behind a pooler, set DATABASE_LISTEN_URL to the server itself.`,
      latencyMs: performance.now() - started,
    };
  } finally {
    clearTimeout(deadline);
    stopListening();
  }
}

async function rowsOfOthersAreHidden({ orm, organizationId, selfCheckId }: Surroundings): Promise<Finding> {
  const started = performance.now();
  const visibleTo = (organization: string) =>
    inOrganization(orm, organization, async (em) => ({
      read: await em.count(SelfCheck, { id: selfCheckId }),
      written: await em.execute('update self_check set status = status where id = ? returning id', [
        selfCheckId,
      ]),
    }));
  const own = await visibleTo(organizationId);
  // This check's own row, looked for in the name of an organisation that is not ours.
  const others = await visibleTo(randomUUID());
  const passed = own.read === 1 && others.read === 0 && others.written.length === 0;
  return {
    passed,
    detail: passed
      ? "In another organisation's name this organisation's rows can neither be read nor written."
      : "Row-level security does not hold: another organisation's name opened rows of this one.",
    latencyMs: performance.now() - started,
  };
}
