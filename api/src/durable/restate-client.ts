// What the parts ask of Restate: to start invocations (ingress), and to know who serves them (admin). Both addresses
// are the operator's own, so this is no tenant's guarded fetch but a plain pool of kept-alive connections.
import { type Dispatcher, Pool } from 'undici';
import { z } from 'zod';

/**
 * unreachable   no answer, or one that says "not now": the same request may succeed later.
 * refused       Restate answered that this request is wrong, e.g. that no worker has registered the service yet.
 */
export class RestateFailed extends Error {
  override name = 'RestateFailed';
  readonly kind: 'unreachable' | 'refused';
  readonly status: number | null;

  constructor(message: string, kind: 'unreachable' | 'refused', status: number | null, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
    this.status = status;
  }
}

export type Invocation = {
  service: string;
  handler: string;
  input: unknown;
  /** Restate runs an invocation once per key: sending it again is harmless. */
  key: string;
  /** Starts it later; Restate keeps the timer. */
  delayMs?: number;
};

type Options = { ingressUrl: string; adminUrl: string; timeoutMs?: number };

const sent = z.object({ invocationId: z.string(), status: z.enum(['Accepted', 'PreviouslyAccepted']) });
const registered = z.object({ id: z.string(), services: z.array(z.object({ name: z.string() })) });

export type RestateClient = ReturnType<typeof createRestateClient>;

export function createRestateClient({ ingressUrl, adminUrl, timeoutMs = 3_000 }: Options) {
  const poolOf = (url: string, connections: number) =>
    new Pool(new URL(url).origin, {
      connections,
      connect: { timeout: timeoutMs },
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      keepAliveTimeout: 30_000,
    });
  const ingress = { name: 'ingress', pool: poolOf(ingressUrl, 32), base: pathOf(ingressUrl) };
  const admin = { name: 'admin', pool: poolOf(adminUrl, 4), base: pathOf(adminUrl) };

  const ask = async (
    { name, pool, base }: typeof ingress,
    method: Dispatcher.HttpMethod,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
    timeout = timeoutMs,
  ): Promise<unknown> => {
    let status: number;
    let text: string;
    try {
      const answer = await pool.request({
        method,
        path: `${base}${path}`,
        headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
        body: body === undefined ? null : JSON.stringify(body),
        headersTimeout: timeout,
      });
      status = answer.statusCode;
      text = await answer.body.text();
    } catch (error) {
      const reason = error instanceof Error ? error.message || error.name : String(error);
      throw new RestateFailed(`Restate's ${name} cannot be reached: ${reason}`, 'unreachable', null, error);
    }
    if (status < 300) return parse(text);
    const kind = status >= 500 || status === 429 ? 'unreachable' : 'refused';
    throw new RestateFailed(`Restate's ${name} answered ${status}: ${text.slice(0, 500)}`, kind, status);
  };

  return {
    /** Settles when Restate has the invocation on its disk, before it runs. */
    async send({
      service,
      handler,
      input,
      key,
      delayMs,
    }: Invocation): Promise<{ invocationId: string; isNew: boolean }> {
      const delay = delayMs === undefined ? '' : `?delay=${Math.max(0, Math.ceil(delayMs))}ms`;
      const answer = await ask(ingress, 'POST', `/${service}/${handler}/send${delay}`, input, {
        'idempotency-key': key,
      });
      const { invocationId, status } = sent.parse(answer);
      return { invocationId, isNew: status === 'Accepted' };
    },

    /** Both halves answer; which version it is. */
    async health(): Promise<{ version: string }> {
      const [answer] = await Promise.all([
        ask(admin, 'GET', '/version'),
        ask(ingress, 'GET', '/restate/health'),
      ]);
      return z.object({ version: z.string() }).parse(answer);
    },

    /** Restate asks the worker at `url` what it serves; what it knew of that address before is replaced. */
    async register(url: string): Promise<{ deploymentId: string; services: string[] }> {
      const answer = await ask(admin, 'POST', '/deployments', { uri: url, force: true }, {}, timeoutMs * 3);
      const { id, services } = registered.parse(answer);
      return { deploymentId: id, services: services.map((service) => service.name) };
    },

    async knowsDeployment(deploymentId: string): Promise<boolean> {
      const answer = await ask(admin, 'GET', `/deployments/${encodeURIComponent(deploymentId)}`).catch(
        unlessUnknown,
      );
      return answer !== null;
    },

    async close(): Promise<void> {
      await Promise.all([ingress.pool.destroy(), admin.pool.destroy()]);
    },
  };
}

/** A path prefix of an operator's proxy is kept. */
const pathOf = (url: string) => new URL(url).pathname.replace(/\/+$/, '');

function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}

function unlessUnknown(error: unknown): null {
  if (error instanceof RestateFailed && error.status === 404) return null;
  throw error;
}
