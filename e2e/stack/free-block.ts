import { createServer } from 'node:net';

const blockSize = 8;

/**
 * The first of eight ports in a row that are free at this moment, below the range from which the kernel takes those
 * of outgoing connections.
 */
export async function freeBlock(): Promise<number> {
  for (;;) {
    const base = 20_000 + blockSize * Math.floor(Math.random() * 1_500);
    const block = Array.from({ length: blockSize }, (_, offset) => base + offset);
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
