// Stands for api, worker or web in the launcher's tests. As long as the file named second exists, it cannot start.
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';

const [port, fault = ''] = process.argv.slice(2);
if (existsSync(fault)) {
  console.error(`cannot start while ${fault} is there`);
  process.exit(3);
}
const server = createServer((_request, response) => response.end('ok'));
server.listen(Number(port), '127.0.0.1');
process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
