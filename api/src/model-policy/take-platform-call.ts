import { ProviderError } from '../providers/provider-error.ts';
import type { EntityManager } from '../orm.ts';

type Taken = { taken: boolean; ms_left: number };

/**
 * Platform models share the operator's account: each organisation may call them so often in a minute. A call beyond it
 * fails as at a provider that limits calls, and so it is tried again, or goes on to the next, by the table of failures.
 */
export async function takePlatformCall(
  em: EntityManager,
  organizationId: string,
  perMinute: number,
): Promise<void> {
  // One statement: many at once queue for the row, and none slips through. A transaction that began in the minute
  // before must not take the count back to it.
  const [result] = await em.execute<Taken[]>(
    `with taken as (
       insert into platform_share as share (organization_id, minute, calls)
       values (?, date_trunc('minute', clock_timestamp()), 1)
       on conflict (organization_id) do update
         set minute = greatest(share.minute, excluded.minute),
             calls = case when excluded.minute > share.minute then 1 else share.calls + 1 end
         where excluded.minute > share.minute or share.calls < ?
       returning 1)
     select exists (select from taken) as taken, (1000 * (60 - extract(second from clock_timestamp())))::int as ms_left`,
    [organizationId, perMinute],
  );
  if (!result || result.taken) return;
  const seconds = Math.max(1, Math.ceil(result.ms_left / 1000));
  const calls = perMinute === 1 ? '1 call' : `${perMinute} calls`;
  throw new ProviderError('rate-limit', {
    detail: `Platform models take ${calls} a minute from your organization, and this minute's are used up. The next are free in ${seconds} s; custom models are not limited here.`,
    retryAfterMs: result.ms_left,
  });
}
