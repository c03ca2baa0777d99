import { connect, createServer } from 'node:net';
import { nodeKinds } from '@patchbay/schema/nodes/index.ts';
import { expect, test } from 'vitest';
import { createOrm } from '../orm.ts';
import { freePort } from '../test/free-port.ts';
import { createModelGround } from '../test/model-ground.ts';
import { createModelTools } from './model-tools.ts';

test('a step that asks for its candidates while the database is away waits for it, and does not fail', async () => {
  const ground = await createModelGround();
  const target = new URL(ground.database.url);
  const port = await freePort();
  const url = new URL(target);
  url.port = String(port);
  const orm = createOrm(url.href);
  const data = { ...nodeKinds.prompt.initial(), model: 'nobody-has-this' };
  const node = { id: 'p1', kind: 'prompt' as const, key: 'p1', name: 'P', position: { x: 0, y: 0 }, data };

  const asked = createModelTools(orm, ground.services).candidatesFor(ground.ours.actor.organizationId, node);
  const back = createServer((socket) => {
    const onward = connect(Number(target.port), target.hostname);
    socket.on('error', () => onward.destroy()).pipe(onward);
    onward.on('error', () => socket.destroy()).pipe(socket);
  });
  setTimeout(() => back.listen(port, '127.0.0.1'), 500);

  const { candidates, refused } = await asked;
  expect(candidates).toEqual([]);
  expect(refused.map(({ reference }) => reference)).toContain('nobody-has-this');
  await orm.close(true);
  back.close();
  await ground.close();
});
