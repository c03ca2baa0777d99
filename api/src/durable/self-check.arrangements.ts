import { v7 as uuid } from 'uuid';
import type { Arrangements } from '../test/access-matrix.ts';
import { globalId, type World } from '../test/world.ts';
import { SelfCheck, SelfCheckStep } from './self-check.ts';

/** One that is finished, so that a subscription to it ends. */
const finishedCheck = async ({ ours }: World) => {
  const id = uuid();
  const { id: organizationId } = ours.organization;
  await ours.transact(async (em, actor) => {
    em.create(SelfCheck, {
      id,
      organizationId,
      requestedBy: actor.name,
      status: 'PASSED',
      finishedAt: new Date(),
      claim: null,
    });
    em.create(SelfCheckStep, {
      id: uuid(),
      organizationId,
      selfCheckId: id,
      position: 1,
      name: 'ours',
      passed: true,
      detail: 'Ours was seen.',
      latencyMs: 1,
    });
  });
  return globalId('SelfCheck', id);
};

export const selfCheckArrangements: Arrangements = {
  'Query.systemStatus': { arrange: () => ({}) },
  'node(SelfCheck)': { arrange: async (world) => ({ id: await finishedCheck(world) }) },
  'Organization.selfChecks': { arrange: () => ({}) },
  'Mutation.runSelfCheck': {
    arrange: () => ({}),
    except: [
      {
        roles: ['runningKey'],
        answer: 'FORBIDDEN',
        because: 'the check starts, and to see it in the answer takes the scope READ besides RUN',
      },
    ],
  },
  'Subscription.selfCheckEvents': {
    arrange: async (world) => ({ selfCheckId: await finishedCheck(world) }),
  },
};
