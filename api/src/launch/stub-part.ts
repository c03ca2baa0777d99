// Stands for api, worker or web in the launcher's tests. POST /fail makes every later start of it fail, as a fault
// in its surroundings would.
import { createServer } from 'node:http';

const server = createServer((_request, response) => response.end('ok'));
server.listen(Number(process.argv[2]), '127.0.0.1');
process.on('SIGTERM', () => server.close());
