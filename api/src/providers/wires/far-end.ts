// The far end of every wire: a fake of the providers' services that others wrote, behind a gate that refuses what a
// provider's documents do not know. Everything up to the socket is what runs in production.
import { LLMock } from '@copilotkit/aimock';
import { allowUrl } from '../egress-rules.ts';
import { createGuardedFetch, type GuardedFetch } from '../guarded-fetch.ts';
import type { Wire } from './wire.ts';

export type Sent = { url: string; headers: Record<string, string>; body: string };

/** The counts under the names of all the wires; each takes those it knows. */
const usage = {
  prompt_tokens: 11,
  completion_tokens: 3,
  input_tokens: 11,
  output_tokens: 3,
  promptTokenCount: 11,
  candidatesTokenCount: 3,
  total_tokens: 14,
  totalTokenCount: 14,
  cost: 0.00012,
};

export class FarEnd {
  readonly #mock = new LLMock({ port: 0, host: '127.0.0.1', chunkSize: 4 });
  #guard: GuardedFetch | undefined;

  async start(): Promise<void> {
    this.#mock
      .on({ hasToolResult: true }, { content: 'It has been shipped.', usage })
      .onMessage(/order/, { toolCalls: [{ id: 'call_7', name: 'find_order', arguments: '{"id":7}' }], usage })
      .onMessage(/hello/, { content: 'Hello there.', usage })
      .onMessage(/Rate/, { content: '{"status":"ok"}', usage })
      .onMessage(/colour/, { content: 'Red.', usage })
      .onMessage(/Why/, { content: 'Because.', reasoning: 'Let me think.', usage });
    await this.#mock.start();
    this.#guard = createGuardedFetch({ allow: [allowUrl(this.#mock.url)] });
  }

  async stop(): Promise<void> {
    await this.#guard?.close();
    await this.#mock.stop();
  }

  /** A fetch that brings calls for the provider's service to the fake, and what it was given to send. */
  reach(wire: Wire): { fetch: GuardedFetch; sent: Sent[] } {
    const guard = this.#guard;
    if (!guard) throw new Error('The far end has not been started.');
    const sent: Sent[] = [];
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const url = new URL(String(input));
      if (url.origin !== wire.origin) throw new Error(`A call for ${url.origin}, which is not the provider.`);
      const body = String(init?.body);
      sent.push({ url: url.href, headers: Object.fromEntries(new Headers(init?.headers)), body });
      const fault = wire.fault?.(JSON.parse(body));
      if (fault) return Response.json(fault.body, { status: fault.status });
      return guard(this.#mock.url + url.pathname + url.search, init);
    };
    return { fetch: Object.assign(fetch, guard), sent };
  }
}
