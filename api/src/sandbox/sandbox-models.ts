/**
 * The sandbox's models, by id. Each is one behaviour of a provider, so that a newcomer can see an answer stream, a
 * fail-over happen or a refusal explained without an account anywhere.
 */
export type Behaviour = {
  help: string;
  /** Before anything is answered. */
  delayMs: number;
  chunks: 'words' | number;
  everyMs: number;
  /** By itself; else where it is asked to. */
  reasons: boolean | 'never';
  /** What it refuses, as a provider does whose model cannot do it. */
  lacks: readonly Feature[];
  fault:
    | null
    | 'rate-limit'
    | 'outage'
    | 'cut'
    | 'silence'
    | 'malformed'
    | 'error-in-200'
    | 'quota'
    | 'content-refused';
};

export type Feature = 'images' | 'tools' | 'JSON schemas';

const base: Behaviour = {
  help: '',
  delayMs: 0,
  chunks: 'words',
  everyMs: 15,
  reasons: false,
  lacks: [],
  fault: null,
};

const named = {
  'sandbox-fast': { ...base, help: 'Answers at once and streams quickly.' },
  'sandbox-smart': {
    ...base,
    help: 'Reasons first, then streams at a reading pace.',
    delayMs: 300,
    everyMs: 40,
    reasons: true,
  },
  'sandbox-slow': { ...base, help: 'Waits five seconds, then streams slowly.', delayMs: 5_000, everyMs: 250 },
  'sandbox-text': {
    ...base,
    help: 'Text only: refuses images, tools and JSON schemas, and takes no notice of reasoning.',
    reasons: 'never',
    lacks: ['images', 'tools', 'JSON schemas'],
  },
  'sandbox-429': {
    ...base,
    help: 'Always answers that it is called too often (429, Retry-After: 2).',
    fault: 'rate-limit',
  },
  'sandbox-500': { ...base, help: 'Always fails with a fault of its own (500).', fault: 'outage' },
  'sandbox-cut': { ...base, help: 'Begins to answer and breaks off.', fault: 'cut' },
  'sandbox-silent': { ...base, help: 'Begins to answer and falls silent.', fault: 'silence' },
  'sandbox-malformed': {
    ...base,
    help: 'Answers 200 with something that is no completion.',
    fault: 'malformed',
  },
  'sandbox-error-200': {
    ...base,
    help: 'Answers 200 with an error inside, as some gateways do.',
    fault: 'error-in-200',
  },
  'sandbox-quota': {
    ...base,
    help: 'Always answers that the credit is used up (429, insufficient_quota).',
    fault: 'quota',
  },
  'sandbox-refuses': { ...base, help: 'Always refuses the content.', fault: 'content-refused' },
} satisfies Record<string, Behaviour>;

export const sandboxModelIds = Object.keys(named);

/** Also `sandbox-delay-50` (one answer after 50 ms) and `sandbox-chunks-100-every-20ms`; null for an unknown id. */
export function behaviourOf(modelId: string): Behaviour | null {
  const known = Object.entries(named).find(([id]) => id === modelId);
  if (known) return known[1];
  const delay = /^sandbox-delay-(\d{1,6})$/.exec(modelId);
  if (delay) return { ...base, delayMs: Number(delay[1]), chunks: 1, everyMs: 0 };
  const chunks = /^sandbox-chunks-(\d{1,5})-every-(\d{1,5})ms$/.exec(modelId);
  if (chunks) return { ...base, chunks: Number(chunks[1]), everyMs: Number(chunks[2]) };
  return null;
}
