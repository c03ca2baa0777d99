import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { createRunDriver } from './run-service.ts';
import { type ClaimedRun, createRunStore } from './run-store.ts';
import { noVersions } from '../test/no-inner-runs.ts';

/** No step is run here and no row is written: a claim is held open, as a long call holds a run. */
function createDriver() {
  const claims: { epoch: number; answer: (claimed: ClaimedRun | null) => void }[] = [];
  const driver = createRunDriver({
    store: {
      ...createRunStore('postgres://nobody@127.0.0.1:1/none'),
      claim: (_driven, epoch) => new Promise((answer) => claims.push({ epoch, answer })),
    },
    notices: { rowsChanged: () => {}, textAdded: () => {}, close: async () => {} },
    nodes: { run: async () => ({}), resultOf: () => ({}) },
    loadVersion: noVersions,
    log: createLog('test', { level: 'silent' }),
    onFinished: () => {},
  });
  return { driver, claims };
}

const attempt = () => ({ signal: new AbortController().signal });

test('an epoch that is over and comes late does not hide the one that is driven', async () => {
  const { driver, claims } = createDriver();
  const run = { organizationId: randomUUID(), runId: randomUUID() };
  const current = driver.drive({ ...run, epoch: 2 }, attempt());
  await driver.drive({ ...run, epoch: 1 }, attempt());
  expect(claims.map(({ epoch }) => epoch)).toEqual([2]);
  expect(driver.driven()).toEqual([run.runId]);
  claims[0]?.answer(null);
  await current;
  expect(driver.driven()).toEqual([]);
});

test('who asks again for an epoch that is driven joins it, and a later epoch takes the run', async () => {
  const { driver, claims } = createDriver();
  const run = { organizationId: randomUUID(), runId: randomUUID() };
  const first = driver.drive({ ...run, epoch: 1 }, attempt());
  const joined = driver.drive({ ...run, epoch: 1 }, attempt());
  const later = driver.drive({ ...run, epoch: 2 }, attempt());
  expect(claims.map(({ epoch }) => epoch)).toEqual([1, 2]);
  claims[0]?.answer(null);
  await Promise.all([first, joined]);
  expect(driver.driven()).toEqual([run.runId]);
  claims[1]?.answer(null);
  await later;
});
