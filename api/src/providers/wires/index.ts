import { chatWires } from './chat-wires.ts';
import { responsesWire } from './responses-wire.ts';
import type { Wire } from './wire.ts';

/** At least one of every provider. */
export const wires: Wire[] = [...chatWires, responsesWire];
