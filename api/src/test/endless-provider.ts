// A provider that never comes to an end, in one way for each path. A process of its own: what it sends must not be
// counted as memory of whoever reads it.
import { createServer, type ServerResponse } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { gzipSync } from 'node:zlib';

const megabyte = Buffer.alloc(1024 * 1024, 'x');
const gigabyte = 1024;
const stream = { 'content-type': 'text/event-stream' };
const json = { 'content-type': 'application/json' };

const ways: Record<string, (response: ServerResponse) => void> = {
  declared: (response) => {
    response.writeHead(200, { ...json, 'content-length': gigabyte * megabyte.length });
    pour(response, megabyte, gigabyte);
  },
  undeclared: (response) => pour(response.writeHead(200, json), megabyte, gigabyte),
  'one-line': (response) => {
    response.writeHead(200, stream).write('data: {"choices":[{"delta":{"content":"');
    pour(response, megabyte, gigabyte);
  },
  events: (response) => {
    const event = `data: {"choices":[{"index":0,"delta":{"content":"${'x'.repeat(1_000)}"}}]}\n\n`;
    pour(response.writeHead(200, stream), Buffer.from(event.repeat(1_000)), gigabyte);
  },
  bomb: (response) => {
    const packed = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(packed);
  },
  'error-body': (response) => pour(response.writeHead(500, json), megabyte, gigabyte),
  drip: (response) => {
    response.writeHead(200, stream);
    const dripping = setInterval(() => response.write(': still there\n\n'), 20);
    response.once('close', () => clearInterval(dripping));
  },
  silence: () => undefined,
};

const server = createServer((request, response) => {
  request.resume();
  const way = ways[request.url?.split('/')[1] ?? ''];
  if (way) way(response);
  else response.writeHead(404).end();
});

/** Headers without end: no HTTP server of any library would send them. */
const headers = createTcpServer((socket) => {
  socket.on('error', () => undefined);
  socket.once('data', () => {
    socket.write('HTTP/1.1 200 OK\r\n');
    const more = () => {
      while (!socket.destroyed) {
        if (!socket.write(`x-more: ${'x'.repeat(8_000)}\r\n`)) return socket.once('drain', more);
      }
    };
    more();
  });
});

server.listen(0, '127.0.0.1', () => {
  headers.listen(0, '127.0.0.1', () => {
    process.send?.([server, headers].map((each) => `http://127.0.0.1:${portOf(each.address())}`));
  });
});

function portOf(address: ReturnType<typeof server.address>): number {
  return address !== null && typeof address === 'object' ? address.port : 0;
}

/** As fast as it is read. */
function pour(response: ServerResponse, block: Buffer, times: number): void {
  let sent = 0;
  const more = () => {
    while (sent++ < times && !response.destroyed)
      if (!response.write(block)) return response.once('drain', more);
    response.end();
  };
  more();
}
