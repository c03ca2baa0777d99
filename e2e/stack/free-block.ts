import { createServer } from 'node:net';

/**
 * The first of so many ports in a row that are free at this moment, below the range from which the kernel takes those
 * of outgoing connections.
 */
export async function freeBlock(size = 8): Promise<number> {
  for (;;) {
    const base = 20_000 + 8 * Math.floor(Math.random() * 1_500);
    const block = Array.from({ length: size }, (_, offset) => base + offset);
    if ((await Promise.all(block.map(isFree))).every(Boolean)) return base;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
