import { acrossOrganizations, type MikroORM } from '../orm.ts';
import { handlerName } from './durable-service.ts';
import type { RestateClient } from './restate-client.ts';
import { selfCheckService } from './self-check-service.ts';

type Reference = { organizationId: string; id: string };

/** Sending one again that is under way changes nothing: its id is the key. */
export async function sendSelfCheck(
  restate: Pick<RestateClient, 'send'>,
  { organizationId, id }: Reference,
): Promise<void> {
  await restate.send({
    service: selfCheckService,
    handler: handlerName,
    input: { organizationId, selfCheckId: id },
    key: id,
  });
}

/** Those that have waited longer than `waitedMs` since they were last sent. */
export async function resendSelfChecks(
  orm: MikroORM,
  restate: Pick<RestateClient, 'send'>,
  waitedMs: number,
): Promise<number> {
  const taken: { organization_id: string; id: string }[] = await acrossOrganizations(orm, (em) =>
    em.execute('select * from take_unfinished_self_checks(clock_timestamp() - make_interval(secs => ?))', [
      waitedMs / 1_000,
    ]),
  );
  for (const { organization_id: organizationId, id } of taken)
    await sendSelfCheck(restate, { organizationId, id });
  return taken.length;
}
