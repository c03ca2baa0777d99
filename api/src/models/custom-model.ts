import { defineEntity, p } from '@mikro-orm/core';
import type { Capabilities, ReasoningParameter } from '@patchbay/schema/capabilities.ts';
import type { ProviderId } from '@patchbay/schema/providers/index.ts';
import { InvalidInputError } from '../errors.ts';
import type { ModelSetup } from './model-setup.ts';

const schema = defineEntity({
  name: 'CustomModel',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    /** Permanent: workflows refer to the model by it. */
    slug: p.text(),
    /** Permanent, too. */
    provider: p.text().$type<ProviderId>(),
    providerModelId: p.text(),
    displayName: p.text(),
    description: p.text(),
    settings: p.json().$type<Record<string, string>>(),
    /** Null for an endpoint that asks for no key. */
    credentialId: p.uuid().nullable(),
    maxTokens: p.integer(),
    jsonMode: p.boolean(),
    vision: p.boolean(),
    toolUse: p.boolean(),
    reasoning: p.boolean(),
    reasoningParameter: p.text().$type<ReasoningParameter>(),
    /** USD per token; null: not tracked. */
    inputCost: p.decimal().nullable(),
    outputCost: p.decimal().nullable(),
    /** A switch, apart from being deleted. */
    active: p.boolean(),
    /** What is saved now has never passed a connection test. */
    untested: p.boolean(),
    /** Of the setup as it is saved; a test with the same fingerprint tested just this. */
    fingerprint: p.text(),
    /** The database keeps both, whoever records a test. */
    lastTestId: p.uuid().nullable(),
    lastTestPassed: p.boolean().nullable(),
    /** Counts what its admins have saved of it, so that of two who edit it at once the second learns of the first. */
    revision: p.integer().default(1),
    createdBy: p.text(),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p
      .datetime()
      .onCreate(() => new Date())
      .onUpdate(() => new Date()),
    deletedAt: p.datetime().nullable(),
  },
});

/** What came of its latest connection test. */
export const modelHealths = ['PASSED', 'FAILED', 'NEVER'] as const;
export type ModelHealth = (typeof modelHealths)[number];

/** What its admin says of a model, beside how it is called. */
export type ModelDetails = {
  displayName: string;
  description: string;
  inputCost: string | null;
  outputCost: string | null;
};

export class CustomModel extends schema.class {
  capabilities(): Capabilities {
    const { jsonMode, vision, toolUse, reasoning } = this;
    return { jsonMode, vision, toolUse, reasoning };
  }

  health(): ModelHealth {
    if (this.lastTestPassed == null) return 'NEVER';
    return this.lastTestPassed ? 'PASSED' : 'FAILED';
  }

  isDeleted(): boolean {
    return this.deletedAt !== null;
  }

  /** What is not credentials; those lie in a row of their own. */
  setUp({
    provider,
    settings,
    providerModelId,
    maxTokens,
    capabilities,
    reasoningParameter,
  }: ModelSetup): void {
    if (provider !== this.provider) {
      throw InvalidInputError.at(
        'provider',
        `The provider of "${this.slug}" is permanent. Add another model instead.`,
      );
    }
    Object.assign(this, { settings, providerModelId, maxTokens, ...capabilities, reasoningParameter });
  }

  describe(details: ModelDetails): void {
    Object.assign(this, details);
  }

  /** The slug stays taken by it, so that re-adding it finds this very record. */
  delete(): void {
    this.deletedAt = new Date();
    this.active = false;
    this.credentialId = null;
  }

  reactivate(): void {
    this.deletedAt = null;
    this.active = true;
  }
}
schema.setClass(CustomModel);
