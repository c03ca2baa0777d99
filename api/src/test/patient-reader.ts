// Calls a model, then streams from it, in a process of its own; tells how each ended, and how much memory has been taken
// at most since before the first.
import { createModelClient } from '../providers/index.ts';
import { allowUrl } from '../providers/egress-rules.ts';
import { createGuardedFetch } from '../providers/guarded-fetch.ts';
import type { ModelRequest } from '../providers/model-client.ts';

const [baseUrl = '', totalMs = ''] = process.argv.slice(2);
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
const ways = {
  call: () => client.call(request, { signal, timeouts }),
  stream: () => client.stream(request, { signal, timeouts, onText: () => undefined }),
};

// A first call that fails at once: what the libraries themselves take is not counted.
await client.call(request, { signal: AbortSignal.timeout(1) }).catch(() => undefined);
const before = process.memoryUsage.rss();
let peak = before;
const measuring = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 5);
const told = [];
for (const [how, call] of Object.entries(ways)) {
  const started = performance.now();
  const ended = await call().then(
    () => 'answered',
    (error: unknown) =>
      error instanceof Error
        ? `${'kind' in error ? String(error.kind) : error.name}: ${error.message}`
        : String(error),
  );
  peak = Math.max(peak, process.memoryUsage.rss());
  told.push({
    how,
    ended,
    grownMegabytes: Math.round((peak - before) / 2 ** 20),
    tookMs: Math.round(performance.now() - started),
  });
}
clearInterval(measuring);
process.send?.(told, () => process.exit(0));
