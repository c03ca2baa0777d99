import type { CustomModel } from './custom-model.ts';

export function modelSubject(model: CustomModel) {
  return { type: 'Model', id: model.id, name: model.displayName };
}

/** What the history may tell of a model: everything but secrets, which lie elsewhere and are only named. */
const told = [
  'slug',
  'provider',
  'providerModelId',
  'displayName',
  'description',
  'settings',
  'maxTokens',
  'jsonMode',
  'vision',
  'toolUse',
  'reasoning',
  'reasoningParameter',
  'inputCost',
  'outputCost',
  'untested',
] as const satisfies readonly (keyof CustomModel)[];

export type ToldOfModel = Pick<CustomModel, (typeof told)[number]>;

export function tell(model: CustomModel): ToldOfModel {
  return { ...pick(model, told), settings: inOrder(model.settings) };
}

function pick<Name extends keyof CustomModel>(
  model: CustomModel,
  names: readonly Name[],
): Pick<CustomModel, Name> {
  return Object.fromEntries(names.map((name) => [name, model[name]])) as Pick<CustomModel, Name>;
}

export function differences(
  before: ToldOfModel,
  after: ToldOfModel,
): Record<string, { from: unknown; to: unknown }> {
  const changed = told.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  return Object.fromEntries(changed.map((field) => [field, { from: before[field], to: after[field] }]));
}

/** The database gives the fields of a JSON value back in an order of its own. */
function inOrder(settings: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
