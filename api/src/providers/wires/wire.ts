import type { WireId } from '@patchbay/schema/providers/index.ts';
import type { ScenarioName } from './scenarios.ts';

/** How a provider wants to be spoken to, as its documents have it, written out and not computed. */
export type Wire = {
  title: string;
  provider: WireId;
  settings: Record<string, string>;
  secrets: Record<string, string>;
  modelId: string;
  /** The service that a call must be meant for; the test brings it to the fake instead. */
  origin: string;
  /** With its query. */
  path: string;
  /** Where a streamed call goes, if not to the same. */
  streamPath?: string;
  /** All of them, but for what HTTP itself adds; in a streamed call "accept" is another. */
  headers: Record<string, unknown>;
  /** The whole body of each scenario. */
  bodies: Partial<Record<ScenarioName, object>>;
  /** What the provider has no form for, with words of the refusal. Nothing goes out. */
  refused?: Partial<Record<ScenarioName, string>>;
  /** The body of the same call streamed. */
  streamed: (body: object) => object;
  /** Parts of the body that go out in exactly these bytes. */
  verbatim?: Partial<Record<ScenarioName, string>>;
  /** Whether it shows what a model thinks. */
  thinksAloud: boolean;
  /** The refusal of a body that the documents do not know, where the fake itself would take it. */
  fault?: (body: unknown) => { status: number; body: object } | null;
};
