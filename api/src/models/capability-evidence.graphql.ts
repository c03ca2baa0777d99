import { adminWrites } from '../access/rules.ts';
import { builder } from '../builder.ts';
import { verdicts } from './capability-evidence.ts';
import { CapabilityEnum } from './capability.graphql.ts';
import { ModelNode } from './model.graphql.ts';
import type { Model } from './model.ts';
import { ModelSetupInput, toSetup } from './model-setup.graphql.ts';
import { loadEvidence, type ShownEvidence } from './shown-evidence.ts';
import { type CapabilityProbeEvent, watchCapabilityProbe } from './watch-capability-probe.ts';

const VerdictEnum = builder.enumType('CapabilityVerdict', {
  values: {
    YES: { description: verdicts.YES },
    NO: { description: verdicts.NO },
    UNKNOWN: { description: verdicts.UNKNOWN },
  } as const satisfies Record<keyof typeof verdicts, object>,
});

const EvidenceType = builder.objectRef<ShownEvidence>('CapabilityEvidence').implement({
  description: 'What a live probe showed of one capability.',
  fields: (t) => ({
    capability: t.field({ type: CapabilityEnum, resolve: ({ evidence }) => evidence.capability }),
    verdict: t.field({ type: VerdictEnum, resolve: ({ evidence }) => evidence.verdict }),
    evidence: t.string({
      description: 'What was asked and what came, in one sentence.',
      resolve: ({ evidence }) => evidence.evidence,
    }),
    providerText: t.string({
      nullable: true,
      description: 'What the provider said, without secrets. Null for everybody but admins.',
      resolve: ({ evidence }, _args, context) =>
        context.requireActor().role === 'ADMIN' ? evidence.providerText : null,
    }),
    contradicts: t.exposeBoolean('contradicts', {
      description: 'The toggle says otherwise. Never so of UNKNOWN, nor of what is stale.',
    }),
    stale: t.exposeBoolean('stale', {
      description:
        'Of another setup than the saved one: the provider, a field that is no secret, the model id or, for reasoning, its parameter changed since.',
    }),
    latencyMs: t.float({ resolve: ({ evidence }) => evidence.latencyMs }),
    requestedBy: t.string({ resolve: ({ evidence }) => evidence.requestedBy }),
    at: t.field({ type: 'DateTime', resolve: ({ evidence }) => evidence.at }),
  }),
});

builder.objectField(ModelNode, 'evidence', (t) =>
  t.loadableList({
    type: EvidenceType,
    complexity: { multiplier: 4 },
    description: 'The latest of each capability that was probed. Empty for platform models.',
    load: (models: Model[], context) => context.transact((em) => loadEvidence(em, models)),
    resolve: (model) => model,
  }),
);

const ProbeEventType = builder.objectRef<CapabilityProbeEvent>('CapabilityProbeEvent').implement({
  fields: (t) => ({
    capability: t.expose('capability', { type: CapabilityEnum }),
    evidence: t.field({
      type: EvidenceType,
      nullable: true,
      description: 'Null while it is being probed. What contradicts, contradicts the toggle of this setup.',
      resolve: ({ shown }) => shown,
    }),
  }),
});

builder.subscriptionField('capabilityProbe', (t) =>
  t.field({
    type: ProbeEventType,
    description:
      'Finds out by calling the model what it can do, one capability after the other. Each finding is recorded as it comes; closing the stream ends the call under way.',
    authScopes: { may: adminWrites },
    args: {
      setup: t.arg({ type: ModelSetupInput }),
      modelId: t.arg.globalID({
        for: ModelNode,
        required: false,
        description: 'The saved model that is being edited or probed again.',
      }),
      idempotencyKey: t.arg.string({
        description:
          'Chosen by you, e.g. a UUID, for each probe that is really wanted. Coming back with it calls nothing again: it gives what was recorded, or says that the probe was interrupted.',
      }),
    },
    subscribe: (_root, { setup, modelId, idempotencyKey }, { services, transact, signal }) =>
      watchCapabilityProbe(
        { services: services.models, transact },
        { setup: toSetup(setup), modelId: modelId?.id, idempotencyKey },
        signal,
      ),
    resolve: (event) => event,
  }),
);
