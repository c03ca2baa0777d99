import type { EntityManager } from '../orm.ts';
import { ConnectionTest, testHoldsForMinutes } from './connection-test.ts';

/** Whether just this setup has passed a test in this organisation, not too long ago. */
export async function hasPassed(em: EntityManager, fingerprint: string): Promise<boolean> {
  const since = new Date(Date.now() - testHoldsForMinutes * 60_000);
  const passed = await em.count(ConnectionTest, { fingerprint, passed: true, at: { $gte: since } });
  return passed > 0;
}

/** The tests that led to adding a model are the first of its history. */
export async function adoptTests(em: EntityManager, fingerprint: string, modelId: string): Promise<void> {
  await em.nativeUpdate(ConnectionTest, { fingerprint, modelId: null }, { modelId });
}

/** A model that comes back has another setup: its earlier tests stay in its history, and say nothing of its health. */
export async function forgetLastTest(em: EntityManager, modelId: string): Promise<void> {
  await em.execute(
    `update custom_model set last_test_id = null, last_test_passed = null, last_tested_at = '-infinity' where id = ?`,
    [modelId],
  );
}
