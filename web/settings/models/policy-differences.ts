import type { PolicyDraft } from './policy-draft';
import { substitutionLabels } from './policy-words';

/** One thing that is another in the second policy, in words. */
export interface Difference {
  what: string;
  from: string;
  to: string;
}

/** What a person would say has changed, with the names of the models. */
export function differencesBetween(
  before: PolicyDraft,
  after: PolicyDraft,
  nameOf: (reference: string) => string,
): Difference[] {
  const told = (tell: (policy: PolicyDraft) => string) => ({ from: tell(before), to: tell(after) });
  // Without a choice of its own there may be an inherited fallback.
  const none = before.own && after.own ? 'None' : 'None of our own';
  const onOff = (key: 'exclusive' | 'offered') => told((policy) => (policy[key] ? 'On' : 'Off'));
  const targetOf = (name: string) =>
    told(({ aliases }) => {
      const found = aliases.find(({ alias }) => alias === name);
      return found ? nameOf(found.target) : 'None';
    });
  const names = new Set([...before.aliases, ...after.aliases].map(({ alias }) => alias));
  return [
    { what: 'Default', ...told(({ own, default: chosen }) => (own ? nameOf(chosen) : 'None of our own')) },
    {
      what: 'Fallback',
      ...told(({ own, fallback }) => (own && fallback ? nameOf(fallback) : none)),
    },
    ...[...names].map((name) => ({ what: `Alias ${name}`, ...targetOf(name) })),
    { what: 'Only use our custom models', ...onOff('exclusive') },
    { what: 'Offered to sub-organisations', ...onOff('offered') },
    {
      what: 'Who answers in place of a model',
      ...told(({ substitution }) => substitutionLabels[substitution]),
    },
  ].filter(({ from, to }) => from !== to);
}
