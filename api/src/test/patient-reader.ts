// Calls a model once, in a process of its own, and tells how it ended and how much memory that took at most.
import { createModelClient } from '../providers/index.ts';
import { allowUrl } from '../providers/egress-rules.ts';
import { createGuardedFetch } from '../providers/guarded-fetch.ts';
import type { ModelRequest } from '../providers/model-client.ts';

const [baseUrl = '', how = 'call', totalMs = '20000'] = process.argv.slice(2);
const client = createModelClient({
  provider: 'openai-compatible',
  settings: { baseUrl },
  secrets: {},
  modelId: 'endless',
  reasoningParameter: 'max_tokens',
  fetch: createGuardedFetch({ allow: [allowUrl(baseUrl)] }),
});
const request: ModelRequest = {
  messages: [{ role: 'user', content: 'Hello' }],
  output: { kind: 'text' },
  maxOutputTokens: 100,
};
const signal = new AbortController().signal;
const timeouts = { totalMs: Number(totalMs) };
const call = () =>
  how === 'stream'
    ? client.stream(request, { signal, timeouts, onText: () => undefined })
    : client.call(request, { signal, timeouts });

// A first call that fails at once: what the libraries themselves take is not counted.
await client.call(request, { signal: AbortSignal.timeout(1) }).catch(() => undefined);
const before = process.memoryUsage.rss();
let peak = before;
const measuring = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 5);
const started = performance.now();
const ended = await call().then(
  () => 'answered',
  (error: unknown) =>
    error instanceof Error
      ? `${'kind' in error ? String(error.kind) : error.name}: ${error.message}`
      : String(error),
);
clearInterval(measuring);
peak = Math.max(peak, process.memoryUsage.rss());
process.send?.({
  ended,
  grownMegabytes: Math.round((peak - before) / 2 ** 20),
  tookMs: Math.round(performance.now() - started),
});
process.exit(0);
