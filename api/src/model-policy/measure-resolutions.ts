// How many references a second the pure function resolves; printed as JSON for the bench.
import { capabilityNames, type Capabilities } from '@patchbay/schema/capabilities.ts';
import type { Model } from '../models/model.ts';
import type { ModelPolicy } from './policy.ts';
import { resolveCandidates } from './resolve-candidates.ts';

const capabilities = Object.fromEntries(capabilityNames.map((name) => [name, true])) as Capabilities;
const model = (reference: string, type: Model['type'] = 'CUSTOM'): Model => ({
  id: reference,
  type,
  reference,
  displayName: reference,
  description: '',
  provider: 'openai-compatible',
  providerModelId: reference,
  capabilities,
  reasoningParameter: 'max_tokens',
  maxTokens: 4096,
  contextTokens: null,
  inputCost: null,
  outputCost: null,
  status: 'ACTIVE',
  untested: false,
  custom: null,
  grant: null,
});

const policy: ModelPolicy = {
  origin: { kind: 'own' },
  default: model('house'),
  fallback: model('spare'),
  aliases: new Map([['sonnet', 'mine']]),
  exclusive: false,
  substitution: 'PLATFORM',
  platformDefault: model('acme/standard', 'PLATFORM'),
  offered: false,
  revision: 1,
};
const named = model('mine');
const requirements = capabilityNames.map((capability) => ({ capability, because: 'it was asked for' }));

function resolve(times: number): number {
  const begun = performance.now();
  for (let count = 0; count < times; count += 1) {
    const reference = count % 2 === 0 ? 'sonnet' : 'default';
    resolveCandidates(
      { reference, requirements, onMissingCapability: 'refuse', substitution: 'allow' },
      policy,
      named,
    );
  }
  return times / ((performance.now() - begun) / 1_000);
}

resolve(20_000);
console.log(JSON.stringify(Array.from({ length: 9 }, () => resolve(50_000))));
