// What the machine can do with the same server and no product: one route that answers JSON.
import { fastify } from 'fastify';

const server = fastify();
server.post('/graphql', async () => ({ data: { viewer: { id: 'VXNlcjox' } } }));
process.send?.(await server.listen({ host: '127.0.0.1', port: 0 }));
