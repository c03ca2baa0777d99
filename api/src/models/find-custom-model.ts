import { LockMode } from '@mikro-orm/core';
import { NotFoundError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import { CustomModel } from './custom-model.ts';

/** A deleted one is gone for everybody who wants to change or reuse it. */
export async function findCustomModel(
  em: EntityManager,
  id: string,
  field = 'modelId',
): Promise<CustomModel> {
  const model = await em.findOne(CustomModel, { id, deletedAt: null });
  if (!model) throw new NotFoundError('custom model', [field]);
  return model;
}

/** For a change: whoever changes the same model at the same time waits, and then sees what became of it. */
export async function lockCustomModel(em: EntityManager, id: string): Promise<CustomModel> {
  const model = await em.findOne(
    CustomModel,
    { id, deletedAt: null },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!model) throw new NotFoundError('custom model', ['modelId']);
  return model;
}
