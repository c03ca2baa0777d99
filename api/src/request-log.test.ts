import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { createLog } from './log.ts';
import { RequestLog } from './request-log.ts';

test('a request leaves one line, which tells what was asked and what came of it', async () => {
  const lines: string[] = [];
  const app = Fastify({
    loggerInstance: createLog('test', { level: 'info', write: (line) => lines.push(line) }),
    logController: new RequestLog(),
  });
  app.get('/here', async () => ({ found: true }));
  app.post('/there', (_request, reply) => reply.code(422).send({}));
  await app.inject('/here?token=secret');
  await app.inject({ method: 'POST', url: '/there' });
  await app.close();
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { req: { method: 'GET', path: '/here' }, res: { status: 200 }, responseTime: expect.any(Number) },
    { req: { method: 'POST', path: '/there' }, res: { status: 422 } },
  ]);
});
