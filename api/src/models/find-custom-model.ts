import { LockMode } from '@mikro-orm/core';
import { NotFoundError } from '../errors.ts';
import type { EntityManager } from '../orm.ts';
import { CustomModel } from './custom-model.ts';
import { ModelDeletedError } from './model-deleted-error.ts';

/** A deleted one has nothing left to test or to reuse. */
export async function findCustomModel(
  em: EntityManager,
  id: string,
  field = 'modelId',
): Promise<CustomModel> {
  return unlessDeleted(await find(em, id, field), field);
}

/** For a change: whoever changes the same model at the same time waits, and then sees what became of it. */
export async function lockCustomModel(em: EntityManager, id: string): Promise<CustomModel> {
  return unlessDeleted(await lockEvenDeleted(em, id), 'modelId');
}

export async function lockEvenDeleted(em: EntityManager, id: string): Promise<CustomModel> {
  return find(em, id, 'modelId', { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
}

async function find(
  em: EntityManager,
  id: string,
  field: string,
  options: { lockMode?: LockMode.PESSIMISTIC_WRITE; refresh?: boolean } = {},
): Promise<CustomModel> {
  const model = await em.findOne(CustomModel, { id }, options);
  if (!model) throw new NotFoundError('custom model', [field]);
  return model;
}

function unlessDeleted(model: CustomModel, field: string): CustomModel {
  if (model.isDeleted()) throw new ModelDeletedError(model, field);
  return model;
}
