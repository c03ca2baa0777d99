import { BlockList, isIP } from 'node:net';

/**
 * Which addresses may be called. Public ones; others only where the operator names them with their port; addresses that
 * hand out a machine's identity never, whoever lists them.
 */
export type AllowRule = { port: number } & ({ host: string } | { range: BlockList; family: 'ipv4' | 'ipv6' });

export type Verdict = 'public' | 'allowed' | 'not-public' | 'never';

export function judgeAddress(
  address: string,
  host: string,
  port: number,
  allow: readonly AllowRule[],
): Verdict {
  // An address with a zone ("fe80::1%eth0") is local to this machine.
  if (address.includes('%')) return 'never';
  const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
  if (never.check(address, family)) return 'never';
  const allowed = allow.some((rule) => {
    if (rule.port !== port) return false;
    return 'host' in rule ? rule.host === host : rule.family === family && rule.range.check(address, family);
  });
  if (allowed) return 'allowed';
  if (family === 'ipv4') return special4.check(address, 'ipv4') ? 'not-public' : 'public';
  // All other IPv6 space is local, reserved, or wraps an IPv4 address (mapped, NAT64) that would have to be judged again.
  return unicast6.check(address, 'ipv6') && !special6.check(address, 'ipv6') ? 'public' : 'not-public';
}

/** Reads EGRESS_ALLOW: `10.0.0.0/8:8000, [fd00::/64]:8000, models.lan:11434`. */
export function parseEgressAllow(text: string): AllowRule[] {
  return text
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .map(parseEntry);
}

/** The exact host and port of a URL that the operator set, and nothing else of that host. */
export function allowUrl(url: string): AllowRule {
  const { hostname, port, protocol } = new URL(url);
  const host = withoutBrackets(hostname);
  return isIP(host) === 0
    ? { host, port: portOf(port, protocol) }
    : rangeRule(host, portOf(port, protocol), url);
}

export function portOf(port: string, protocol: string): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}

export function withoutBrackets(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

function parseEntry(entry: string): AllowRule {
  const [, bracketed, plain, portText] = /^(?:\[([^\]]+)\]|([^[\]:]+)):(\d{1,5})$/.exec(entry) ?? [];
  const host = bracketed ?? plain;
  const port = Number(portText);
  if (host === undefined || port < 1 || port > 65_535) {
    throw new Error(
      `"${entry}" is no address or CIDR with a port, such as 10.0.0.0/8:8000, [fd00::/64]:8000 or models.lan:11434.`,
    );
  }
  if (isIP(host.split('/')[0] ?? '') !== 0) return rangeRule(host, port, entry);
  if (!/^(?![\d.]+$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host))
    throw new Error(`"${entry}": "${host}" is neither an address nor a host name.`);
  return { host: host.toLowerCase(), port };
}

function rangeRule(cidr: string, port: number, entry: string): AllowRule {
  const [address = '', bitsText] = cidr.split('/');
  const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
  const width = family === 'ipv4' ? 32 : 128;
  const bits = bitsText === undefined ? width : Number(bitsText);
  if (!Number.isInteger(bits) || bits < 0 || bits > width)
    throw new Error(`"${entry}": /${bitsText} is no prefix length.`);
  if (never.check(address, family) && bits > 0) {
    throw new Error(
      `"${entry}": link-local, metadata, multicast and unspecified addresses can never be allowed.`,
    );
  }
  const range = new BlockList();
  range.addSubnet(address, bits, family);
  return { range, family, port };
}

function blockList(cidrs: string): BlockList {
  const list = new BlockList();
  for (const cidr of cidrs.trim().split(/\s+/)) {
    const [address = '', bits] = cidr.split('/');
    list.addSubnet(address, Number(bits), isIP(address) === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

/** Link-local with its metadata services, those of Azure, Alibaba and Oracle, "this host", multicast, broadcast. */
const never = blockList(`
  169.254.0.0/16 168.63.129.16/32 100.100.100.200/32 192.0.0.192/32 0.0.0.0/8 224.0.0.0/4
  240.0.0.0/4 ::/128 fe80::/10 ff00::/8 fd00:ec2::/32 fd20:ce::/32
`);

/** The special-purpose ranges of IPv4: private, shared, loopback, documentation, benchmarking, protocol assignments. */
const special4 = blockList(`
  10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.31.196.0/24
  192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24
  203.0.113.0/24
`);

const unicast6 = blockList('2000::/3');

/** Inside 2000::/3: protocol assignments with Teredo, documentation, 6to4, direct delegation. */
const special6 = blockList('2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20');
