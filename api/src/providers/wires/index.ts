import { anthropicWire } from './anthropic-wire.ts';
import { bedrockKeyWire, bedrockPairWire } from './bedrock-wires.ts';
import { chatWires } from './chat-wires.ts';
import { geminiWire, vertexWire } from './google-wires.ts';
import { responsesWire } from './responses-wire.ts';
import type { Wire } from './wire.ts';

/** At least one of every provider. */
export const wires: Wire[] = [
  ...chatWires,
  responsesWire,
  anthropicWire,
  geminiWire,
  vertexWire,
  bedrockPairWire,
  bedrockKeyWire,
];
