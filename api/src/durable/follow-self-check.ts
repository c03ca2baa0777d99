import { NotFoundError } from '../errors.ts';
import { follow } from '../live/follow-rows.ts';
import type { LiveHub } from '../live/hub.ts';
import type { EntityManager } from '../orm.ts';
import { SelfCheck, SelfCheckStep, selfCheckTopic } from './self-check.ts';
import { selfCheckSteps } from './self-check-steps.ts';

/** A step that is done, or, with none, that the check is finished. */
export type SelfCheckEvent = { cursor: number; selfCheck: SelfCheck; step: SelfCheckStep | null };

type Options = {
  hub: LiveHub;
  /** One transaction in the organisation of whoever follows. */
  transact<T>(work: (em: EntityManager) => Promise<T>): Promise<T>;
  selfCheckId: string;
  /** The cursor of the last event that the reader has; 0 for none. */
  after: number;
};

const finished = selfCheckSteps.length + 1;

/** Fails at once where there is no such check; else each event comes once, and the stream ends with the check. */
export async function followSelfCheck({ hub, transact, selfCheckId, after }: Options) {
  const find = async (em: EntityManager) => {
    const selfCheck = await em.findOne(SelfCheck, { id: selfCheckId });
    if (!selfCheck) throw new NotFoundError('self-check');
    return selfCheck;
  };
  await transact(find);

  return follow<SelfCheckEvent, number>({
    hub,
    topic: selfCheckTopic(selfCheckId),
    after,
    cursorOf: (event) => event.cursor,
    read: (cursor) =>
      transact(async (em) => {
        // The check comes first: if it is finished here, all of its steps are there below.
        const selfCheck = await find(em);
        const steps = await em.find(
          SelfCheckStep,
          { selfCheckId, position: { $gt: cursor } },
          { orderBy: { position: 'asc' } },
        );
        const rows: SelfCheckEvent[] = steps.map((step) => ({ cursor: step.position, selfCheck, step }));
        const done = selfCheck.status !== 'RUNNING';
        if (done && cursor < finished) rows.push({ cursor: finished, selfCheck, step: null });
        return { rows, done };
      }),
  });
}
