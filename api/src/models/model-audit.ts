// What the history of a model tells: who did what, and which fields changed. Secrets are only named, never told.
import { capabilities } from '@patchbay/schema/capabilities.ts';
import type { ProviderDescription, ProviderField } from '@patchbay/schema/providers/description.ts';
import { isProviderId, providers } from '@patchbay/schema/providers/index.ts';
import type { Actor } from '../access/actor.ts';
import type { Revised } from '../audit/refuse-outdated.ts';
import { record } from '../audit/record.ts';
import type { EntityManager } from '../orm.ts';
import type { CustomModel } from './custom-model.ts';

/** What can happen to a model, by the action that its audit event names. */
export const modelChangeKinds = {
  'model.added': 'ADDED',
  'model.reactivated': 'REACTIVATED',
  'model.updated': 'UPDATED',
  'model.switched-on': 'SWITCHED_ON',
  'model.switched-off': 'SWITCHED_OFF',
  'model.deleted': 'DELETED',
} as const;

type ModelAction = keyof typeof modelChangeKinds;

export function isModelAction(action: string): action is ModelAction {
  return Object.hasOwn(modelChangeKinds, action);
}

export const modelActions = Object.keys(modelChangeKinds).filter(isModelAction);

/** Open fields, as people know them. */
const told = {
  displayName: 'Display Name',
  description: 'Description',
  providerModelId: 'Provider Model ID',
  maxTokens: 'Max Tokens',
  jsonMode: capabilities.jsonMode.label,
  vision: capabilities.vision.label,
  toolUse: capabilities.toolUse.label,
  reasoning: capabilities.reasoning.label,
  reasoningParameter: 'Reasoning parameter',
  inputCost: 'Input cost',
  outputCost: 'Output cost',
  untested: 'Untested',
} satisfies Partial<Record<keyof CustomModel, string>>;

const toldNames = Object.keys(told).filter((name): name is keyof typeof told => Object.hasOwn(told, name));

/** The fields of the provider's form carry this before their name. */
const setting = 'settings.';

type Told = ReadonlyMap<string, unknown>;
type Change = { from: unknown; to: unknown };

export function tell(model: CustomModel): Told {
  const fields = toldNames.map((name) => [name, model[name]] as const);
  const settings = Object.entries(model.settings).map(([name, value]) => [setting + name, value] as const);
  return new Map<string, unknown>([...fields, ...settings]);
}

/** Nothing told before: everything is new, apart from what is blank. */
export function differences(before: Told | null, after: Told): Record<string, Change> {
  const names = [...new Set([...(before?.keys() ?? []), ...after.keys()])];
  const changes = names.map((name) => ({
    name,
    from: before?.get(name) ?? null,
    to: after.get(name) ?? null,
  }));
  const really = changes.filter(({ from, to }) => from !== to && (before !== null || to !== ''));
  return Object.fromEntries(really.map(({ name, from, to }) => [name, { from, to }]));
}

export const modelSubjectType = 'Model';

const subjectOf = ({ id, displayName }: CustomModel) => ({ type: modelSubjectType, id, name: displayName });

export function recordChange(
  em: EntityManager,
  actor: Actor,
  action: ModelAction,
  model: CustomModel,
  { changes = {}, secrets = [] }: { changes?: Record<string, Change>; secrets?: readonly string[] } = {},
): void {
  const { slug, provider } = model;
  const details = { slug, provider, ...changes, ...(secrets.length > 0 && { secrets }) };
  record(em, actor, action, subjectOf(model), details);
}

/** What counts as a save of its form. */
const saves: readonly ModelAction[] = ['model.reactivated', 'model.updated'];

export function revisedModel(model: CustomModel): Revised {
  const fieldsOf = (details: Record<string, unknown>) => fieldChangesOf(details).map(({ label }) => label);
  return { subject: subjectOf(model), revision: model.revision, actions: saves, fieldsOf };
}

export type FieldChange = Change & { field: string; label: string; secret: boolean };

/** The other way round: what `recordChange` wrote down. Of a secret it is only told that it was replaced. */
export function fieldChangesOf(details: Record<string, unknown>): FieldChange[] {
  const labels = new Map<string, string>([
    ...Object.entries(told),
    ...fieldsOf(details.provider).map(({ name, label }) => [setting + name, label] as const),
  ]);
  // As the form has them: the database gives the fields of a JSON value back in an order of its own.
  const names = new Set([...labels.keys(), ...Object.keys(details)]);
  const open = [...names].flatMap((name): FieldChange[] => {
    const change = details[name];
    if (!isChange(change)) return [];
    const field = name.replace(setting, '');
    return [{ field, label: labels.get(name) ?? field, secret: false, ...change }];
  });
  const secrets = Array.isArray(details.secrets) ? details.secrets.map(String) : [];
  const replaced = secrets.map((field) => {
    const label = labels.get(setting + field) ?? field;
    return { field, label, secret: true, from: null, to: null };
  });
  return [...open, ...replaced];
}

function fieldsOf(provider: unknown): readonly ProviderField[] {
  if (typeof provider !== 'string' || !isProviderId(provider)) return [];
  const description: ProviderDescription = providers[provider];
  return description.fields;
}

function isChange(value: unknown): value is Change {
  return typeof value === 'object' && value !== null && 'from' in value && 'to' in value;
}
