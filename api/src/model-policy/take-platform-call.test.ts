import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ProviderError } from '../providers/provider-error.ts';
import { createModelGround, type ModelGround, type Tenant } from '../test/model-ground.ts';
import { loadCandidates } from './load-candidates.ts';
import { openCandidate } from './open-candidate.ts';
import { takePlatformCall } from './take-platform-call.ts';

let ground: ModelGround;
beforeAll(async () => {
  ground = await createModelGround();
});
afterAll(() => ground.close());

/** In a minute that has not come yet, so that no test can see it end. */
const inOneMinute = (tenant: Tenant, calls: number) =>
  tenant.transact((em, { organizationId }) =>
    em.execute(
      `insert into platform_share values (?, date_trunc('minute', clock_timestamp()) + interval '1 minute', ?)
       on conflict (organization_id) do update set minute = excluded.minute, calls = excluded.calls`,
      [organizationId, calls],
    ),
  );

beforeEach(() => Promise.all([inOneMinute(ground.ours, 1), inOneMinute(ground.theirs, 1)]));

const take = (tenant: Tenant, perMinute: number) =>
  tenant.transact((em, { organizationId }) => takePlatformCall(em, organizationId, perMinute));

test('of many calls at once no more than the share go out, and the others are told when the next are free', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => take(ground.ours, 8)));
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  expect(refused).toHaveLength(13);
  for (const error of refused) {
    expect(error).toBeInstanceOf(ProviderError);
    expect(error).toMatchObject({
      kind: 'rate-limit',
      message: expect.stringMatching(
        /^Platform models take 8 calls a minute from your organization.* free in \d+ s/,
      ),
      retryAfterMs: expect.any(Number),
    });
    expect(error.retryAfterMs).toBeGreaterThanOrEqual(0);
    expect(error.retryAfterMs).toBeLessThanOrEqual(60_000);
  }
});

test('the share of one organization is not touched by another', async () => {
  await inOneMinute(ground.ours, 5);
  await expect(take(ground.ours, 5)).rejects.toMatchObject({ kind: 'rate-limit' });
  await take(ground.theirs, 5);
});

test('another minute begins a new share', async () => {
  await ground.ours.transact((em) =>
    em.execute(`update platform_share set minute = minute - interval '1 hour', calls = 5`),
  );
  await take(ground.ours, 5);
  const [row] = await ground.ours.transact((em) =>
    em.execute<{ calls: number }[]>('select calls from platform_share'),
  );
  expect(row).toEqual({ calls: 1 });
});

test('custom models count for nothing, whatever is used up', async () => {
  const { ours, services } = ground;
  await ours.add({ slug: 'house' });
  await inOneMinute(ours, 5);
  const { candidates } = await ours.transact((em) =>
    loadCandidates(em, services.catalogue, { reference: 'house' }),
  );
  const [house] = candidates;
  if (!house) throw new Error('There is no candidate.');
  const client = await openCandidate({ ...services, platformCallsPerMinute: 5 }, house, (work) =>
    ours.transact((em, { organizationId }) => work(em, organizationId)),
  );
  expect(client).toHaveProperty('stream');
});
