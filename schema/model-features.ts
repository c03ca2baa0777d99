/**
 * What calls models, and which ones. A feature that calls one gets a line here: settings, the API and exclusive mode
 * tell people what is written in it.
 *
 * selectable   whoever uses it chooses: a model, an alias, or the organisation default
 * default      the organisation default, always
 * platform     the platform's model, always: exclusive mode switches it off
 */
type ModelFeature = { label: string; runsOn: 'selectable' | 'default' | 'platform'; says: string };

const modelFeatures = {
  promptStep: {
    label: 'Prompt steps of workflows',
    runsOn: 'selectable',
    says: 'Each step names a model, an alias, or the organisation default.',
  },
  trial: {
    label: 'Try it',
    runsOn: 'selectable',
    says: 'The model on whose page it is tried, and no other in its place.',
  },
  connectionTest: {
    label: 'Connection tests and detection',
    runsOn: 'selectable',
    says: 'The model that is being set up, and no other in its place.',
  },
} as const satisfies Record<string, ModelFeature>;

export const modelFeatureList: readonly ModelFeature[] = Object.values(modelFeatures);

/** What exclusive mode would switch off. */
export const platformOnly = modelFeatureList.filter(({ runsOn }) => runsOn === 'platform');
