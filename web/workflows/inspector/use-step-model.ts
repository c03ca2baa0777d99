'use client';

import { defaultReference } from '@patchbay/schema/model-ref.ts';
import { type PickableModel, useChosenModel, usePickingPolicy } from '@/models/use-models';

/** The model that a reference leads to now; null where it leads to none, undefined while nobody knows. */
export function useStepModel(reference: string): PickableModel | null | undefined {
  const policy = usePickingPolicy();
  const named = reference === defaultReference ? policy?.default.reference : reference;
  const chosen = useChosenModel(named ?? '');
  return named === undefined ? undefined : chosen;
}
