import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createSandbox } from '../../api/src/sandbox/sandbox.ts';

/** A sandbox in this process: its log is read here. The stack is let reach it by `egress`. */
export async function startOwnSandbox() {
  const sandbox = createSandbox();
  sandbox.server.listen(0, '127.0.0.1');
  await once(sandbox.server, 'listening');
  const { port } = sandbox.server.address() as AddressInfo;
  return {
    ...sandbox,
    url: `http://127.0.0.1:${port}`,
    egress: { EGRESS_ALLOW: `127.0.0.1/32:${port}` },
  };
}

export type OwnSandbox = Awaited<ReturnType<typeof startOwnSandbox>>;
