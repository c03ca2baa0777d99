import { expect, test } from 'vitest';
import { readBaseUrl } from './base-url.ts';

test.each([
  ['https://api.example.com/v1/', 'https://api.example.com/v1'],
  [' https://API.Example.com ', 'https://api.example.com'],
  ['https://api.example.com:443/v1', 'https://api.example.com/v1'],
  ['http://127.0.0.1:4807/v1', 'http://127.0.0.1:4807/v1'],
  ['https://[2606:4700::1111]/v1', 'https://[2606:4700::1111]/v1'],
  ['https://xn--bcher-kva.example/v1', 'https://xn--bcher-kva.example/v1'],
])('%s is stored as %s', (typed, url) => {
  expect(readBaseUrl(typed, 'Base URL')).toEqual({ url });
});

test.each([
  ['', 'is required'],
  ['api.example.com/v1', 'starts with https://'],
  ['ftp://api.example.com', 'starts with https://'],
  ['https:///v1', 'starts with https://'],
  ['https://exa\nmple.com', 'line breaks'],
  ['https://example.com\\@127.0.0.1/', 'backslashes'],
  ['https://me:secret@example.com/v1', 'user name or password'],
  ['https://@example.com/v1', 'user name or password'],
  ['https://example.com/v1?key=1', 'query'],
  ['https://example.com/v1?', 'query'],
  ['https://example.com/v1#a', 'fragment'],
  ['https://example.com./v1', 'dot at the end'],
  ['http://2130706433/', 'write the address as 127.0.0.1'],
  ['http://0177.0.0.1/', 'write the address as 127.0.0.1'],
  ['http://0x7f000001/', 'write the address as 127.0.0.1'],
  ['http://127.1/', 'write the address as 127.0.0.1'],
  ['http://１２７.0.0.1/', 'write the address as 127.0.0.1'],
  ['http://127。0。0。1/', 'write the address as 127.0.0.1'],
  ['http://[0:0:0:0:0:ffff:127.0.0.1]/', 'write the address as'],
])('%j is refused: %s', (typed, fault) => {
  const read = readBaseUrl(typed, 'Base URL');
  expect(read).toHaveProperty('fault');
  expect('fault' in read && read.fault).toContain(fault);
  expect('fault' in read && read.fault).toContain('Base URL');
});
