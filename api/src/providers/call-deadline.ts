import type { CallTimeouts } from './model-client.ts';
import { ProviderError } from './provider-error.ts';

/**
 * The one signal of a call: it ends when the caller's does, when the whole takes too long, or when a streamed answer
 * falls silent. Its reason says which.
 */
export class CallDeadline implements Disposable {
  readonly #controller = new AbortController();
  readonly #caller: AbortSignal;
  readonly #timeouts: CallTimeouts;
  readonly #total: NodeJS.Timeout;
  #silence: NodeJS.Timeout | undefined;
  #heard = false;

  constructor(caller: AbortSignal, timeouts: CallTimeouts, streamed: boolean) {
    caller.throwIfAborted();
    this.#caller = caller;
    this.#timeouts = timeouts;
    const { firstPartMs, totalMs } = timeouts;
    this.#total = this.#failAfter(totalMs, 'timeout', 'The model did not finish its answer within');
    if (streamed)
      this.#silence = this.#failAfter(firstPartMs, 'timeout', 'The model did not begin its answer within');
    caller.addEventListener('abort', this.#onCallerAbort, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Another part of a streamed answer has come. */
  heard(): void {
    if (this.#heard) {
      this.#silence?.refresh();
      return;
    }
    this.#heard = true;
    clearTimeout(this.#silence);
    this.#silence = this.#failAfter(
      this.#timeouts.stallMs,
      'stall',
      'The model began its answer and then sent nothing for',
    );
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#total);
    clearTimeout(this.#silence);
    this.#caller.removeEventListener('abort', this.#onCallerAbort);
  }

  readonly #onCallerAbort = () => this.#controller.abort(this.#caller.reason);

  #failAfter(milliseconds: number, kind: 'timeout' | 'stall', words: string): NodeJS.Timeout {
    const detail = `${words} ${milliseconds / 1000} s.`;
    return setTimeout(() => this.#controller.abort(new ProviderError(kind, { detail })), milliseconds);
  }
}
