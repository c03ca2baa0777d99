import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { buildConnector } from 'undici';
import { checkAddress } from './check-address.ts';
import { FetchFailure } from './egress-errors.ts';
import { portOf, type AllowRule } from './egress-rules.ts';
import { watchedRequest } from './fetch-stage.ts';

/** Opens sockets to addresses that may be called, judged after the name was resolved and before anything is sent. */
export function guardedConnector(
  allow: readonly AllowRule[],
  timeout: number,
  lookup: LookupFunction,
): buildConnector.connector {
  const secure = buildConnector({ timeout, allowH2: false });
  return (options, callback) => {
    const { hostname, protocol } = options;
    const port = portOf(options.port, protocol);
    const watch = watchedRequest.getStore();
    try {
      if (isIP(hostname) !== 0) {
        checkAddress(hostname, hostname, port, protocol, allow);
        watch?.resolved([hostname]);
      }
    } catch (error) {
      return callback(asError(error), null);
    }
    openSocket(
      hostname,
      port,
      timeout,
      guardedLookup(lookup, hostname, port, protocol, allow),
      (error, socket) => {
        if (!socket) return callback(asError(error), null);
        const { remoteAddress = hostname } = socket;
        if (protocol !== 'https:') {
          watch?.connected(remoteAddress, port, null);
          return callback(null, socket);
        }
        secure({ ...options, httpSocket: socket }, (...opened) => {
          const [, secured] = opened;
          if (secured) watch?.connected(remoteAddress, port, tlsOf(secured));
          callback(...opened);
        });
      },
    );
  };
}

/** Passes on only those addresses that may be called; where none is left, says so. */
function guardedLookup(
  lookup: LookupFunction,
  host: string,
  port: number,
  protocol: string,
  allow: readonly AllowRule[],
): LookupFunction {
  return (name, options, callback) => {
    lookup(name, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0);
      const addresses = typeof found === 'string' ? [{ address: found, family: isIP(found) }] : found;
      let refusal: unknown = new FetchFailure('dns', host);
      const callable = addresses.filter(({ address }) => {
        try {
          checkAddress(address, host, port, protocol, allow);
          return true;
        } catch (refused) {
          refusal = refused;
          return false;
        }
      });
      const [first] = callable;
      if (!first) return callback(asError(refusal), '', 0);
      watchedRequest.getStore()?.resolved(callable.map(({ address }) => address));
      if (options.all) return callback(null, callable);
      callback(null, first.address, first.family);
    });
  };
}

function openSocket(
  host: string,
  port: number,
  timeout: number,
  lookup: LookupFunction,
  done: (error: Error | null, socket: Socket | null) => void,
): void {
  const socket = connectTcp({
    host,
    port,
    lookup,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: 60_000,
    autoSelectFamily: true,
  });
  const timer = setTimeout(() => socket.destroy(new FetchFailure('connect-timeout', host)), timeout);
  const onError = (error: Error) => {
    clearTimeout(timer);
    done(error, null);
  };
  socket.once('error', onError);
  socket.once('connect', () => {
    clearTimeout(timer);
    socket.off('error', onError);
    done(null, socket);
  });
}

function tlsOf(socket: Socket): string | null {
  return socket instanceof TLSSocket ? socket.getProtocol() : null;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
