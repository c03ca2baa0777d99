// What a guarded fetch does on its way, for whoever wants to watch it: the very call, not a rehearsal of it.
import { AsyncLocalStorage } from 'node:async_hooks';

export type FetchStage = { host: string } & (
  | { stage: 'RESOLVE'; addresses: string[] }
  /** `protocol` is that of TLS; null: not encrypted. */
  | { stage: 'CONNECT'; address: string; port: number; protocol: string | null }
  /** In place of the two before: a connection was still open. */
  | { stage: 'REUSED' }
  | { stage: 'REQUEST' }
  | { stage: 'FIRST_BYTE'; status: number }
);

export type TellStage = (stage: FetchStage) => void;

/**
 * The pool opens a socket for a request without saying for which: the context in which it was asked says it. A socket
 * outlives its first request, and what it does later in that context is no longer that request's.
 */
export const watchedRequest = new AsyncLocalStorage<RequestWatch>();

export class RequestWatch {
  readonly #tell: TellStage;
  readonly #host: string;
  #connected = false;
  #over = false;

  constructor(host: string, tell: TellStage) {
    this.#host = host;
    this.#tell = tell;
  }

  resolved(addresses: string[]): void {
    this.#say({ stage: 'RESOLVE', host: this.#host, addresses });
  }

  connected(address: string, port: number, protocol: string | null): void {
    this.#connected = true;
    this.#say({ stage: 'CONNECT', host: this.#host, address, port, protocol });
  }

  sending(): void {
    if (!this.#connected) this.#say({ stage: 'REUSED', host: this.#host });
    this.#say({ stage: 'REQUEST', host: this.#host });
  }

  answering(status: number): void {
    this.#say({ stage: 'FIRST_BYTE', host: this.#host, status });
    this.#over = true;
  }

  #say(stage: FetchStage): void {
    if (!this.#over) this.#tell(stage);
  }
}
