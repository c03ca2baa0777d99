import type { EntityManager } from '../orm.ts';
import { ConnectionTest } from './connection-test.ts';
import type { ModelHealth } from './model.ts';

/** The latest test of each custom model, in the order of the ids, in one query. */
export async function findLastTests(
  em: EntityManager,
  modelIds: readonly string[],
): Promise<(ConnectionTest | null)[]> {
  const rows = await em.execute<{ id: string }[]>(
    'select t.* from custom_model m join connection_test t on t.id = m.last_test_id where m.id in (?)',
    [modelIds],
  );
  const tests = rows.map((row) => em.map(ConnectionTest, row));
  const byModel = new Map(tests.map((test) => [test.modelId, test]));
  return modelIds.map((id) => byModel.get(id) ?? null);
}

/** A model that comes back has another setup: its earlier tests stay in its history, and say nothing of its health. */
export async function forgetLastTest(em: EntityManager, modelId: string): Promise<void> {
  await em.execute(
    `update custom_model set last_test_id = null, last_test_passed = null, last_tested_at = '-infinity' where id = ?`,
    [modelId],
  );
}

export function healthOf(lastTest: ConnectionTest | null): ModelHealth {
  if (!lastTest) return 'NEVER';
  return lastTest.passed ? 'PASSED' : 'FAILED';
}
