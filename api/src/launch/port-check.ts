import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { type PortName, portNames, ports } from './flags.ts';
import { commandLine } from './running-process.ts';

/** One sentence for each port that somebody else has, with the flag that moves it. Looked at before anything starts. */
export async function takenPorts(
  chosen: Record<PortName, number>,
  used: readonly PortName[] = portNames,
): Promise<string[]> {
  const faults = await Promise.all(
    used.map(async (name) => {
      const port = chosen[name];
      const code = await tryListen(port);
      if (!code) return undefined;
      if (code !== 'EADDRINUSE') return `Port ${port} (${ports[name].flag}) cannot be used: ${code}.`;
      const owner = ownerOf(port);
      return `Port ${port} is taken${owner ? ` by ${owner}` : ''}. Choose another with --${ports[name].flag} <port>.`;
    }),
  );
  return faults.filter((fault) => fault !== undefined);
}

function tryListen(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/** Known where the system tells without further tools, and only for processes that we may look into. */
function ownerOf(port: number): string | undefined {
  if (process.platform !== 'linux') return undefined;
  const inode = listeningInode(port);
  if (!inode) return undefined;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const held = readdirSync(`/proc/${pid}/fd`).some(
        (fd) => readlinkSync(`/proc/${pid}/fd/${fd}`) === `socket:[${inode}]`,
      );
      if (held) return `process ${pid} (${commandLine(Number(pid)).slice(0, 80)})`;
    } catch {
      // It has ended meanwhile, or belongs to somebody else.
    }
  }
  return undefined;
}

function listeningInode(port: number): string | undefined {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  for (const file of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of readFileSync(file, 'utf8').split('\n').slice(1)) {
      const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
      if (state === '0A' && local?.endsWith(suffix)) return inode;
    }
  }
  return undefined;
}
