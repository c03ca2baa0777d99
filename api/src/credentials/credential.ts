import { defineEntity, p } from '@mikro-orm/core';
import type { Place } from './seal.ts';

const schema = defineEntity({
  name: 'Credential',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    provider: p.text(),
    /** Where the secrets may go: an origin, or a provider's service. */
    audience: p.text(),
    /** By field. */
    sealed: p.json().$type<Record<string, string>>(),
    /** By field: what may be shown. They are kept apart, so that showing opens nothing. */
    masks: p.json().$type<Record<string, string>>(),
    /** By field: when a secret ends by itself, where it says so. */
    ends: p.json().$type<Record<string, string>>().default('{}'),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p
      .datetime()
      .onCreate(() => new Date())
      .onUpdate(() => new Date()),
  },
});

export class Credential extends schema.class {
  /** Moved to another organisation, row or field, a sealed value does not open. */
  placeOf(field: string): Place {
    return { organizationId: this.organizationId, table: 'credential', row: this.id, field };
  }

  keepOnly(fields: readonly string[]): void {
    const keep = (values: Record<string, string>) =>
      Object.fromEntries(Object.entries(values).filter(([field]) => fields.includes(field)));
    this.sealed = keep(this.sealed);
    this.masks = keep(this.masks);
  }

  /** What a refusal says: the secret stays where it is, and the person enters it again for the new place. */
  refusalFor(audience: string): string | null {
    if (this.audience === audience) return null;
    return `The saved key was saved for ${this.audience} and is not sent to ${audience}. Enter the key again.`;
  }
}
schema.setClass(Credential);
