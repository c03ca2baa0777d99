import { isIP } from 'node:net';
import { EgressRefused } from './egress-errors.ts';
import { judgeAddress, portOf, withoutBrackets, type AllowRule } from './egress-rules.ts';

/** Refuses what no address behind the name could make good; the address itself is checked again at connect. */
export function checkUrl(url: URL, allow: readonly AllowRule[]): void {
  const host = withoutBrackets(url.hostname);
  const port = portOf(url.port, url.protocol);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new EgressRefused('scheme', 'Only https:// addresses are called.');
  if (url.username !== '' || url.password !== '')
    throw new EgressRefused('url', 'The address must not contain a user name or password.');
  if (host === '' || host.endsWith('.'))
    throw new EgressRefused('url', 'Leave out the dot at the end of the host name.');
  // Mail, shells and the like must not be spoken to, not even in HTTP. The operator may have reasons.
  if (port < 1024 && port !== 80 && port !== 443 && !allow.some((rule) => rule.port === port)) {
    throw new EgressRefused(
      'port',
      `Port ${port} belongs to another kind of service. Use 443, or a port from 1024 on.`,
    );
  }
  if (isIP(host) !== 0) return checkAddress(host, host, port, url.protocol, allow);
  // A name's address is judged at connect; here only what no address could make good.
  const mayBeAllowed = allow.some((rule) => rule.port === port && (!('host' in rule) || rule.host === host));
  if (mayBeAllowed) return;
  if (host === 'localhost' || host.endsWith('.localhost')) throw refusedAddress(host, port, 'not-public');
  if (url.protocol === 'http:') throw plainHttp(host);
}

export function checkAddress(
  address: string,
  host: string,
  port: number,
  protocol: string,
  allow: readonly AllowRule[],
): void {
  const verdict = judgeAddress(address, host, port, allow);
  if (verdict === 'never' || verdict === 'not-public') throw refusedAddress(host, port, verdict);
  if (verdict === 'public' && protocol === 'http:') throw plainHttp(host);
}

/** Says nothing of the address behind a name: what a private resolver answers is nobody's business. */
function refusedAddress(host: string, port: number, verdict: 'never' | 'not-public'): EgressRefused {
  const fix =
    verdict === 'never'
      ? 'Link-local, metadata and multicast addresses are never called.'
      : `Only public addresses are called. To use a server on a private network, the operator adds its address and port ${port} to EGRESS_ALLOW.`;
  return new EgressRefused('address', `${host} is, or resolves to, an address that is not public. ${fix}`);
}

function plainHttp(host: string): EgressRefused {
  return new EgressRefused(
    'plain-http',
    `${host} must be called by https://: over plain http the key would travel in the open.`,
  );
}
