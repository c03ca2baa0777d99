import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Attention } from './attention-fragment';

/** By the id of the step: a card looks at its own alone. */
export type AttentionStore = StoreApi<{ steps: Readonly<Record<string, Attention>> }>;

export function createAttentionStore(): AttentionStore {
  return createStore(() => ({ steps: {} }));
}
