// node e2e/cluster/balance.ts <port> <port> <port> ...: a balancer on layer 4. Connections to the first port go to the
// others by turns, past those where nobody listens.
import net from 'node:net';

const [listens = 0, ...targets] = process.argv.slice(2).map(Number);
if (targets.length === 0) throw new Error('Which port, and which ports behind it?');
let turn = 0;

net
  .createServer((near) => {
    // What is said before a target is found waits in the socket.
    near.pause();
    near.on('error', () => near.destroy());
    connect(near, targets.length);
  })
  .listen(listens, '127.0.0.1');

function connect(near: net.Socket, left: number): void {
  const port = targets[turn++ % targets.length] ?? 0;
  const far = net.connect({ port, host: '127.0.0.1', noDelay: true });
  far.once('error', () => (left > 1 ? connect(near, left - 1) : near.destroy()));
  far.once('connect', () => {
    far.removeAllListeners('error');
    near.setNoDelay(true);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
      one.pipe(other);
    }
  });
}
