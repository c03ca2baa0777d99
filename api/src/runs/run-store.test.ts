import { randomUUID } from 'node:crypto';
import net from 'node:net';
import { expect, test } from 'vitest';
import { patiently } from '../database-away.ts';
import { createDatabase } from '../test/database.ts';
import { freePort } from '../test/free-port.ts';
import { createRunStore, Fenced } from './run-store.ts';

/** Passes on what is said until it falls silent for good; connections that come later are served. */
async function createMiddleman(target: URL) {
  const port = await freePort();
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    const onward = net.connect(Number(target.port), target.hostname);
    for (const one of [socket, onward]) sockets.add(one.on('error', () => {}));
    socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const url = new URL(target);
  url.port = String(port);
  return {
    url: url.href,
    fallSilent: () => sockets.forEach((socket) => socket.unpipe().pause()),
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

test('statements that a vanished server never answers hold up nobody for longer than its silence is bearable', async () => {
  const database = await createDatabase();
  const middleman = await createMiddleman(new URL(database.url));
  const store = createRunStore(middleman.url, { silenceMs: 1_000 });
  const nobodys = () => ({ organizationId: randomUUID(), runId: randomUUID(), token: randomUUID() });
  const confirm = () => patiently(() => store.confirm(nobodys()), 20_000);

  // It answers, and says that there is no such run.
  await expect(Promise.all([confirm(), confirm()])).rejects.toThrow(Fenced);
  middleman.fallSilent();
  const asked = await Promise.allSettled(Array.from({ length: 20 }, confirm));
  expect(asked.every((answer) => answer.status === 'rejected' && answer.reason instanceof Fenced)).toBe(true);

  await store.close();
  middleman.close();
  await database.close();
});
