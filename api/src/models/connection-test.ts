import { defineEntity, p } from '@mikro-orm/core';
import type { ProviderErrorKind } from '../providers/provider-error.ts';

const schema = defineEntity({
  name: 'ConnectionTest',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    /** Says whether two setups are the same, and nothing about what is in them. */
    fingerprint: p.text(),
    provider: p.text(),
    providerModelId: p.text(),
    /** The saved model that was tested, or that was added after this test. */
    modelId: p.uuid().nullable(),
    /** Where the model was reached, of a provider that has many addresses. */
    origin: p.text().nullable(),
    /** The call that somebody watched; null for one that was asked for by a mutation. */
    liveCallId: p.uuid().nullable(),
    passed: p.boolean(),
    /** For a person: that it passed, or the provider's own words without secrets. */
    message: p.text(),
    errorKind: p.text().$type<ProviderErrorKind>().nullable(),
    /** What HTTP answered, where it did. */
    status: p.integer().nullable(),
    latencyMs: p.double().$type<number>(),
    requestedBy: p.text(),
    requestedById: p.uuid(),
    at: p.datetime().onCreate(() => new Date()),
  },
});

export const testHoldsForMinutes = 30;

export class ConnectionTest extends schema.class {}
schema.setClass(ConnectionTest);
