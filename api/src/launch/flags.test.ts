import { expect, it } from 'vitest';
import { FlagError, help, parseFlags, portNames, ports } from './flags.ts';

it('moves the whole block of ports, and each port alone', () => {
  expect(parseFlags([]).ports).toMatchObject({ web: 4800, api: 4801, sandbox: 4807 });
  expect(parseFlags(['--port', '5000', '--api-port', '9000']).ports).toMatchObject({
    web: 5000,
    api: 9000,
    worker: 5002,
  });
});

it('keeps every default port below those that the kernel hands to outgoing connections', () => {
  expect(Math.max(...Object.values(parseFlags([]).ports))).toBeLessThan(32768);
});

it('lists every flag in its help', () => {
  for (const name of portNames) expect(help).toContain(`--${ports[name].flag} <port>`);
  for (const flag of ['--port', '--data', '--help']) expect(help).toContain(flag);
});

it.each([
  [['--prot', '5000'], "Unknown option '--prot'. npm start -- --help lists the flags."],
  [['5000'], "Unexpected argument '5000'"],
  [['--port', 'http'], '--port takes a port between 1 and 65535, not "http".'],
  [['--web-port', '6000'], 'Browsers refuse to open port 6000. Choose another with --web-port <port>'],
  [['--port', '5060'], 'Browsers refuse to open port 5060. Choose another with --web-port <port>'],
  [['--port', '5055'], 'Browsers refuse to open port 5060. Choose another with --restate-admin-port <port>'],
  [['--web-port', '0'], '--web-port takes a port between 1 and 65535, not "0".'],
  [['--port', '65530'], '--port 65530 leaves no room for 8 ports.'],
  [['--api-port', '4800'], '--api-port and --web-port are both 4800; change one.'],
])('refuses %j with the flag and the fix', (args, message) => {
  expect(() => parseFlags(args)).toThrow(FlagError);
  expect(() => parseFlags(args)).toThrow(message);
});
