import { once } from 'node:events';
import net from 'node:net';
import { expect, test } from 'vitest';
import { createWorld } from './test/world.ts';

test('a client that never finishes its request does not hold up the shutdown', async () => {
  const world = await createWorld();
  const { port } = new URL(world.url);
  const socket = net.connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => {});
  socket.write(
    'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
  );
  const cutOff = once(socket, 'close');
  await world.close();
  await cutOff;
  expect(socket.destroyed).toBe(true);
});
