import { Secret } from '../../credentials/secret.ts';
import type { GuardedFetch } from '../guarded-fetch.ts';
import { createModelClient } from '../index.ts';
import type { ModelClient, ModelRequest } from '../model-client.ts';
import type { Wire } from './wire.ts';

export type Sent = { url: string; headers: Record<string, string>; body: string };

/** A client whose calls for the provider's service are brought elsewhere, and what it was given to send. */
export function openWire(
  wire: Wire,
  { guard, url: elsewhere }: { guard: GuardedFetch; url: string },
  { reasoning }: Pick<ModelRequest, 'reasoning'> = {},
): { client: ModelClient; sent: Sent[] } {
  const { provider, settings, secrets, modelId, origin, beforehand, farPath, fault: faultOf } = wire;
  const sent: Sent[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = new URL(String(input));
    const prepared = beforehand?.(url);
    if (prepared) return prepared;
    if (url.origin !== origin) throw new Error(`A call for ${url.origin}, which is not the provider.`);
    const body = String(init?.body);
    sent.push({ url: url.href, headers: Object.fromEntries(new Headers(init?.headers)), body });
    const fault = faultOf?.(JSON.parse(body));
    if (fault) return Response.json(fault.body, { status: fault.status });
    const path = url.pathname + url.search;
    return guard(elsewhere + (farPath?.(path) ?? path), init);
  };
  const client = createModelClient({
    provider,
    settings,
    secrets: Object.fromEntries(Object.entries(secrets).map(([name, text]) => [name, new Secret(text)])),
    modelId,
    reasoningParameter: reasoning && 'effort' in reasoning ? 'effort' : 'max_tokens',
    fetch: Object.assign(fetch, guard),
  });
  return { client, sent };
}
