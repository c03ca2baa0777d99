import type { WireId } from '@patchbay/schema/providers/index.ts';
import type { ModelUsage } from '../model-usage.ts';
import type { ProviderErrorKind } from '../provider-error.ts';
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
  /** And those that come with one scenario only. */
  moreHeaders?: Partial<Record<ScenarioName, object>>;
  /** What a streamed call accepts, if not the usual. */
  streamAccept?: string;
  /** The answer to a call that goes to another service first, such as for an access token. */
  beforehand?: (url: URL) => Response | null;
  /** Where the fake expects a path, if not there. */
  farPath?: (path: string) => string;
  /** The whole body of each scenario. */
  bodies: Partial<Record<ScenarioName, object>>;
  /** What the provider has no form for, with words of the refusal. Nothing goes out. */
  refused?: Partial<Record<ScenarioName, string>>;
  /** The body of the same call streamed. */
  streamed: (body: object) => object;
  /** Parts of the body that go out in exactly these bytes. */
  verbatim?: Partial<Record<ScenarioName, string>>;
  /** What it tells of the tokens besides how many went in and out. */
  usage?: Partial<ModelUsage>;
  /** How it streams events: the first ones, which say "Hel", and one that says what went wrong after them. */
  events?: {
    begun: object[];
    error: object;
    kind: ProviderErrorKind;
    says: string;
  };
  /** An event in the bytes in which it is streamed, if not the usual ones. */
  frame?: (event: object) => Buffer;
  /** Whether it shows what a model thinks. */
  thinksAloud: boolean;
  /** The refusal of a body that the documents do not know, where the fake itself would take it. */
  fault?: (body: unknown) => { status: number; body: object } | null;
};
