import type { Access } from '../access/rules.ts';
import { reasoningEfforts } from '@patchbay/schema/capabilities.ts';
import { builder } from '../builder.ts';
import { AttemptNode } from '../runs/attempt.graphql.ts';
import { FailureType } from '../runs/run-failure.graphql.ts';
import { type TrialEnd, type TrialEvent, tryModel } from './try-model.ts';

/** A viewer's own refusal is the verb's: a member's role lies in projects, and a trial in none. */
const tries: Access = { scope: 'RUN' };

const [low, medium, high] = reasoningEfforts;
const ReasoningEffortEnum = builder.enumType('ReasoningEffort', {
  values: { LOW: { value: low }, MEDIUM: { value: medium }, HIGH: { value: high } } as const,
});

const TrialImageInput = builder.inputType('TrialImageInput', {
  fields: (t) => ({
    data: t.string({ description: 'Its bytes in base64, at most 5 MB of them.' }),
    mediaType: t.string({ description: 'image/png, image/jpeg, image/gif or image/webp.' }),
  }),
});

const TrialToolInput = builder.inputType('TrialToolInput', {
  description: 'Offered to the model. It is not executed: you see what the model would have it do.',
  fields: (t) => ({
    name: t.string(),
    description: t.string(),
    parameters: t.field({ type: 'JSON', description: 'A JSON Schema of an object.' }),
  }),
});

const TrialReasoningInput = builder.inputType('TrialReasoningInput', {
  description: "One of the two, as the model's reasoningParameter says.",
  fields: (t) => ({
    maxTokens: t.int({ required: false }),
    effort: t.field({ type: ReasoningEffortEnum, required: false }),
  }),
});

const TryModelInput = builder.inputType('TryModelInput', {
  fields: (t) => ({
    reference: t.string({ description: 'The model that is to answer; no other answers in its place.' }),
    system: t.string({ required: false }),
    prompt: t.string(),
    image: t.field({ type: TrialImageInput, required: false }),
    tool: t.field({ type: TrialToolInput, required: false }),
    schema: t.field({
      type: 'JSON',
      required: false,
      description:
        'A JSON Schema that the answer must fit: given to a model with JSON mode, told to any other in words.',
    }),
    reasoning: t.field({ type: TrialReasoningInput, required: false }),
    maxTokens: t.int({ required: false, description: "The model's own where it is left out." }),
    temperature: t.float({ required: false }),
    idempotencyKey: t.string({
      description:
        'Chosen by you, e.g. a UUID, for each trial that is really wanted. Coming back with it calls nothing again: it gives the receipt.',
    }),
  }),
});

type Piece<Kind extends TrialEvent['kind']> = Extract<TrialEvent, { kind: Kind }>;
type Text = Extract<TrialEvent, { text: string }>;

const TrialTextAdded = builder.objectRef<Text>('TrialTextAdded').implement({
  fields: (t) => ({ text: t.exposeString('text') }),
});

const TrialReasoningAdded = builder.objectRef<Text>('TrialReasoningAdded').implement({
  fields: (t) => ({ text: t.exposeString('text') }),
});

const TrialToolCalled = builder.objectRef<Piece<'tool-call'>>('TrialToolCalled').implement({
  fields: (t) => ({
    name: t.exposeString('name'),
    arguments: t.field({ type: 'JSON', resolve: (call) => call.arguments }),
  }),
});

const TrialEnded = builder.objectRef<TrialEnd>('TrialEnded').implement({
  fields: (t) => ({
    attempt: t.expose('attempt', {
      type: AttemptNode,
      nullable: true,
      description: 'The receipt; null where no call was made, since the model may not be called.',
    }),
    error: t.expose('error', {
      type: FailureType,
      nullable: true,
      description: "Why there is no answer, in the provider's own words.",
    }),
    object: t.field({
      type: 'JSON',
      nullable: true,
      description: 'The answer as JSON, where a schema was given.',
      resolve: (end) => end.object,
    }),
    finishReason: t.exposeString('finishReason', {
      nullable: true,
      description: '"stop", "length", "tool-calls" or "other".',
    }),
    repeated: t.exposeBoolean('repeated', {
      description: 'The call was made before, under this key: nothing was called now.',
    }),
  }),
});

const typeNames = {
  text: 'TrialTextAdded',
  reasoning: 'TrialReasoningAdded',
  'tool-call': 'TrialToolCalled',
  end: 'TrialEnded',
} as const satisfies Record<TrialEvent['kind'], string>;

const TrialEventUnion = builder.unionType('TrialEvent', {
  types: [TrialTextAdded, TrialReasoningAdded, TrialToolCalled, TrialEnded],
  resolveType: (event) => typeNames[event.kind],
});

builder.subscriptionField('tryModel', (t) =>
  t.field({
    type: TrialEventUnion,
    description:
      'One prompt to one model, answered as it streams; it ends with the receipt. Not for viewers. Closing the stream ends the call, which stays on the books as cancelled.',
    authScopes: { may: tries },
    args: { input: t.arg({ type: TryModelInput }) },
    subscribe: (_root, { input }, { services, transact, signal }) =>
      tryModel({ services: services.models, transact }, input, signal),
    resolve: (event) => event,
  }),
);
