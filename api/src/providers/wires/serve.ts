import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { allowUrl } from '../egress-rules.ts';
import { createGuardedFetch, type GuardedFetch } from '../guarded-fetch.ts';

/** A server for one test, and the guarded fetch that may call it. */
export async function serve(
  answer: RequestListener,
): Promise<{ guard: GuardedFetch; url: string; server: Server }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const guard = createGuardedFetch({ allow: [allowUrl(url)] });
  onTestFinished(async () => {
    await guard.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { guard, url, server };
}
