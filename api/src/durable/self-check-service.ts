import { randomUUID } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { LiveHub } from '../live/hub.ts';
import { publish } from '../live/publish.ts';
import type { Log } from '../log.ts';
import { type EntityManager, inOrganization, type MikroORM } from '../orm.ts';
import { durableService, type Attempt, type DurableService } from './durable-service.ts';
import { SelfCheck, SelfCheckStep, selfCheckTopic } from './self-check.ts';
import { type Finding, selfCheckSteps } from './self-check-steps.ts';

export const selfCheckService = 'SelfCheck';

const input = z.object({ organizationId: z.uuid(), selfCheckId: z.uuid() });
type Input = z.output<typeof input>;

type Parts = { orm: MikroORM; hub: LiveHub; log: Log };

export function createSelfCheckService({ orm, hub, log }: Parts): DurableService {
  return durableService({
    name: selfCheckService,
    log,
    input,
    run: (given, attempt) => walk(given, attempt, orm, hub),
  });
}

/** Another attempt has claimed the check. Failing lets Restate ask again, should this one be the one it listens to. */
class Superseded extends Error {
  override name = 'Superseded';
}

async function walk(
  { organizationId, selfCheckId }: Input,
  { ctx, log }: Attempt,
  orm: MikroORM,
  hub: LiveHub,
): Promise<void> {
  const claim = randomUUID();
  const inTenant = <T>(work: (em: EntityManager) => Promise<T>) => inOrganization(orm, organizationId, work);
  /** Whatever is written goes with a look at the claim, under the row's lock: nobody can claim in between. */
  const asClaimant = (work: (em: EntityManager) => void | Promise<void>) =>
    inTenant(async (em) => {
      const held = await em.execute('select 1 from self_check where id = ? and claim = ? for update', [
        selfCheckId,
        claim,
      ]);
      if (held.length === 0) throw new Superseded('Another attempt has claimed this self-check.');
      await work(em);
      await publish(em, selfCheckTopic(selfCheckId));
    });

  const recorded = await inTenant(async (em) => {
    const claimed = await em.nativeUpdate(SelfCheck, { id: selfCheckId, status: 'RUNNING' }, { claim });
    return claimed === 0 ? null : em.find(SelfCheckStep, { selfCheckId });
  });
  if (recorded === null) return; // finished before, or gone

  const findings = new Map<number, Pick<Finding, 'passed'>>(recorded.map((step) => [step.position, step]));
  for (const [index, { name, journaled, probe }] of selfCheckSteps.entries()) {
    const position = index + 1;
    const known = findings.has(position);
    // What is in Restate's journal is walked again even when recorded: a replay goes through the journal in its order.
    if (known && !journaled) continue;
    if (!known) log.debug({ selfCheckId, step: name }, 'A step of a self-check begins.');
    const finding = await probe({ ctx, orm, hub, organizationId, selfCheckId, claim });
    if (known) continue;
    await asClaimant((em) => {
      em.create(SelfCheckStep, { id: uuid(), organizationId, selfCheckId, position, name, ...finding });
    });
    findings.set(position, finding);
  }
  const passed = [...findings.values()].every((finding) => finding.passed);
  await asClaimant(async (em) => {
    await em.nativeUpdate(
      SelfCheck,
      { id: selfCheckId },
      { status: passed ? 'PASSED' : 'FAILED', finishedAt: new Date() },
    );
  });
}
