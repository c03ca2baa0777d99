import type { Log } from '../log.ts';
import { acrossOrganizations, type MikroORM } from '../orm.ts';

/** Whoever chose a file and never ran anything with it will not miss it; what a run has named stays with the run. */
export const unusedDays = 7;

const everyMs = 60 * 60_000;

/** Says how many uploads are gone. Their bytes follow a day later, unless somebody has brought them anew. */
export async function sweepUploads(orm: MikroORM): Promise<number> {
  const [row] = await acrossOrganizations(orm, (em) =>
    em.execute<{ count: number }[]>('select sweep_uploads(?) as count', [unusedDays]),
  );
  return row?.count ?? 0;
}

export function keepSweepingUploads(orm: MikroORM, log: Log): { stop(): void } {
  const sweep = () =>
    sweepUploads(orm).then(
      (count) => count > 0 && log.info({ count }, 'Removed uploads that no run has named.'),
      (error: unknown) => log.warn({ err: error }, 'Uploads could not be swept; it is tried again.'),
    );
  const timer = setInterval(sweep, everyMs);
  return { stop: () => clearInterval(timer) };
}
