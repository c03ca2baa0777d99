// One port for both: Restate speaks HTTP/2 without a handshake, probes and people speak HTTP/1.1. The first bytes of
// a connection tell which it is.
import http from 'node:http';
import http2 from 'node:http2';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

type Options = {
  host: string;
  port: number;
  onHttp1: (request: http.IncomingMessage, response: http.ServerResponse) => void;
  onHttp2: (request: http2.Http2ServerRequest, response: http2.Http2ServerResponse) => void;
};

export type Listening = {
  port: number;
  /** Takes no more work, gives what is under way `graceMs` to finish, then cuts it. */
  close(graceMs: number): Promise<void>;
};

/** Every HTTP/2 connection begins with "PRI * HTTP/2.0"; no method of HTTP/1.1 begins with PRI. */
const http2Preface = Buffer.from('PRI');

export async function listen({ host, port, onHttp1, onHttp2 }: Options): Promise<Listening> {
  const plain = http.createServer(onHttp1);
  const multiplexed = http2.createServer(onHttp2);
  const sessions = new Set<http2.ServerHttp2Session>();
  multiplexed.on('session', (session) => {
    sessions.add(session);
    session.once('close', () => sessions.delete(session));
  });
  // A peer that is killed resets its connections; what it asked for ends with them.
  multiplexed.on('sessionError', () => {});

  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.setNoDelay(true);
    socket.once('data', (first) => {
      socket.pause();
      socket.unshift(first);
      const isHttp2 = http2Preface.compare(first, 0, Math.min(first.length, http2Preface.length)) === 0;
      (isHttp2 ? multiplexed : plain).emit('connection', socket);
      if (!isHttp2) socket.resume();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });

  return {
    port: (server.address() as net.AddressInfo).port,
    async close(graceMs) {
      server.close();
      plain.closeIdleConnections();
      // GOAWAY: Restate opens its next streams elsewhere, those of this session may end.
      const drained = [...sessions].map((session) => new Promise<void>((resolve) => session.close(resolve)));
      await Promise.race([Promise.all(drained), sleep(graceMs, undefined, { ref: false })]);
      for (const socket of sockets) socket.destroy();
    },
  };
}
