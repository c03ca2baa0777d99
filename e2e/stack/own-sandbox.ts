import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createSandbox, type SandboxOptions } from '../../api/src/sandbox/sandbox.ts';

/** A sandbox in this process: its log is read here. The stack reaches it when EGRESS_ALLOW names its `address`. */
export async function startOwnSandbox(options: SandboxOptions = {}) {
  const sandbox = createSandbox(options);
  sandbox.server.listen(0, '127.0.0.1');
  await once(sandbox.server, 'listening');
  const { port } = sandbox.server.address() as AddressInfo;
  return {
    ...sandbox,
    url: `http://127.0.0.1:${port}`,
    address: `127.0.0.1:${port}`,
  };
}

export type OwnSandbox = Awaited<ReturnType<typeof startOwnSandbox>>;
