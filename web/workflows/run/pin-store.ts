import { createStore, type StoreApi } from 'zustand/vanilla';
import type { WorkflowPinsQuery } from '../../graphql/generated/graphql';

type Pins = Extract<NonNullable<WorkflowPinsQuery['node']>, { pins: unknown }>['pins'];
export type Pin = Pins[number];

/** By the id of the step: a card looks at its own alone. */
export type PinStore = StoreApi<{ pins: Readonly<Record<string, Pin>> }>;

export function createPinStore(): PinStore {
  return createStore(() => ({ pins: {} }));
}

export function holdPins(store: PinStore, pins: readonly Pin[]): void {
  store.setState({ pins: Object.fromEntries(pins.map((pin) => [pin.nodeId, pin])) });
}
