import { capabilities, capabilityNames } from '@patchbay/schema/capabilities.ts';
import { listSome } from '@patchbay/schema/list-some.ts';
import type { Setup } from './model-form-values';

/** What the gate looks at of a test. */
interface Tested {
  state: 'untested' | 'running' | 'stopped' | 'done';
  result: { passed: boolean } | null;
  tested: Setup | null;
}

/** Why a new model cannot be saved yet, as a sentence; null where it can: just this setup has passed. */
export function whySaveIsOff(test: Tested, now: Setup, labelOf: (field: string) => string): string | null {
  if (test.state === 'running') return 'The test is under way.';
  if (!test.result || !test.tested) return 'Saving needs a passed test of this connection.';
  const changed = changesSince(test.tested, now, labelOf);
  if (!test.result.passed) {
    return changed.length > 0
      ? 'The last test failed, and you changed something since. Test again.'
      : 'The test failed. Mend what it names and test again.';
  }
  if (changed.length === 0) return null;
  return `Changed since the test passed: ${listSome(changed)}. Test again.`;
}

/** What differs from the setup that was tested, as the form calls it. */
export function changesSince(tested: Setup, now: Setup, labelOf: (field: string) => string): string[] {
  if (tested.provider !== now.provider) return ['Provider'];
  return [
    ...credentialChanges(tested, now, labelOf),
    ...(tested.providerModelId === now.providerModelId ? [] : ['Provider Model ID']),
    ...(tested.maxTokens === now.maxTokens ? [] : ['Max Tokens']),
    ...capabilityNames
      .filter((name) => tested.capabilities?.[name] !== now.capabilities?.[name])
      .map((name) => capabilities[name].label),
    ...(tested.reasoningParameter === now.reasoningParameter ? [] : ['Reasoning parameter']),
  ];
}

function credentialChanges(tested: Setup, now: Setup, labelOf: (field: string) => string): string[] {
  // What reused credentials bring along changes with them.
  if (tested.credentialsFrom !== now.credentialsFrom) return ['Credentials'];
  const names = [...new Set([...tested.fields, ...now.fields].map(({ name }) => name))];
  const valueIn = ({ fields }: Setup, name: string) => fields.find((field) => field.name === name)?.value;
  return names.filter((name) => valueIn(tested, name) !== valueIn(now, name)).map(labelOf);
}
