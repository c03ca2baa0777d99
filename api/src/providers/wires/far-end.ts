import { LLMock } from '@copilotkit/aimock';
import { allowUrl } from '../egress-rules.ts';
import { createGuardedFetch, type GuardedFetch } from '../guarded-fetch.ts';

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

/** The far end of every wire: a fake of the providers' services that others wrote. */
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

  get address(): { guard: GuardedFetch; url: string } {
    if (!this.#guard) throw new Error('The far end has not been started.');
    return { guard: this.#guard, url: this.#mock.url };
  }
}
