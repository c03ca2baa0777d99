import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Client } from '../test/client.ts';
import { createWorld, globalId, type World } from '../test/world.ts';
import { sweepUploads, unusedDays } from './sweep-uploads.ts';
import { Upload } from './upload.ts';

let world: World;
let admin: Client;
let project: string;

beforeAll(async () => {
  world = await createWorld({}, { files: { deadlineMs: 3_000 } });
  admin = world.as('admin');
  project = globalId('Project', world.ours.project.id);
});
afterAll(() => world.close());

const png = (rest = 'pixels') => Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from(rest)]);

type File = { name?: string; bytes?: Buffer | string; headers?: Record<string, string> };

async function bring({ name = 'photo.png', bytes = png(), headers = {} }: File = {}, client = admin) {
  const answer = await client.send('/files', {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      'patchbay-project': project,
      'patchbay-file-name': encodeURIComponent(name),
      ...headers,
    },
    body: typeof bytes === 'string' ? bytes : new Uint8Array(bytes),
  });
  return { status: answer.status, body: JSON.parse(answer.text) };
}

const get = (id: string, client = admin, more = {}) =>
  fetch(`${world.url}/files/${id}`, { headers: { ...client.headers, ...more } });

describe('an upload', () => {
  test('comes back byte for byte, under its own name and as what its bytes say', async () => {
    const { status, body } = await bring({ headers: { 'content-type': 'text/html' } });
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: 'photo.png', mediaType: 'image/png', size: png().length });
    const response = await get(body.id);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(png());
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': "inline; filename*=UTF-8''photo.png",
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
    expect((await get(body.id, admin, { 'if-none-match': `"${body.sha256}"` })).status).toBe(304);
  });

  test('of the same bytes is stored once in an organisation, and once more in another', async () => {
    const first = await bring({ bytes: png('the same'), name: 'one.png' });
    const second = await bring({ bytes: png('the same'), name: 'two.png' });
    expect(second.body.id).not.toBe(first.body.id);
    const theirProject = globalId('Project', world.theirs.project.id);
    await bring({ bytes: png('the same'), headers: { 'patchbay-project': theirProject } }, world.stranger);
    const rows = await world.orm.em
      .fork()
      .execute('select 1 from upload_payload where sha256 = ?', [first.body.sha256]);
    expect(rows).toHaveLength(2);
  });

  test('can be brought and fetched by a key that may run, and is found by GraphQL', async () => {
    const { body } = await bring({ name: 'notes.md', bytes: '# Notes' }, world.as('contributorKey'));
    expect(body).toMatchObject({ mediaType: 'text/markdown' });
    const answer = await world
      .as('contributorKey')
      .ask('query ($id: ID!) { node(id: $id) { ... on Upload { name size path } } }', { id: body.id });
    const node = answer.data?.node as { path: string } | undefined;
    const fetched = await fetch(`${world.url}${node?.path}`, { headers: admin.headers });
    expect(await fetched.text()).toBe('# Notes');
    expect(fetched.headers.get('content-disposition')).toMatch(/^attachment/);
  });

  test('is written into the history', async () => {
    const { body } = await bring({ name: 'audited.txt', bytes: 'text' });
    const answer = await admin.ask(
      '{ organization { auditEvents(first: 1) { nodes { action subjectName } } } }',
    );
    expect(JSON.stringify(answer.data)).toContain('upload.added');
    expect(JSON.stringify(answer.data)).toContain(body.name);
  });
});

describe('who may', () => {
  test.each([
    ['signedOut', 401, 'SIGNED_OUT'],
    ['member', 404, 'NOT_FOUND'],
    ['viewer', 403, 'FORBIDDEN'],
    ['readingKey', 403, 'FORBIDDEN'],
  ] as const)('bring none: %s', async (role, status, code) => {
    expect(await bring({}, world.as(role))).toMatchObject({ status, body: { code } });
  });

  test('another organisation gets, for a file of ours, what it gets for none', async () => {
    const { body } = await bring();
    const unknown = await get(globalId('Upload', uuid()), world.stranger);
    for (const id of [
      body.id,
      'nonsense',
      '..%2F..%2Fetc%2Fpasswd',
      globalId('Project', world.ours.project.id),
    ]) {
      const foreign = await get(id, world.stranger);
      expect([foreign.status, await foreign.clone().json()]).toEqual([404, await unknown.clone().json()]);
    }
    const asOurs = await fetch(`${world.url}/files/${body.id}?organization=${world.ours.organization.slug}`, {
      headers: world.stranger.headers,
    });
    expect(asOurs.status).toBe(403);
  });

  test('an admin of another organisation cannot bring a file into a project of ours', async () => {
    expect(await bring({}, world.stranger)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

  test('a member without the project sees none of its files', async () => {
    const { body } = await bring();
    expect((await get(body.id, world.as('member'))).status).toBe(404);
    expect((await get(body.id, world.as('viewer'))).status).toBe(200);
  });

  test('a foreign page, which can send no header of ours, brings nothing', async () => {
    const response = await fetch(`${world.url}/files`, {
      method: 'POST',
      headers: {
        cookie: admin.headers.cookie ?? '',
        'content-type': 'text/plain',
        origin: 'http://evil.test',
      },
      body: 'text',
    });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ path: ['patchbay-project'] });
  });
});

describe('what a file is', () => {
  const pdf = '%PDF-1.7 ...';
  test.each([
    ['a.jpg', Buffer.from('ffd8ffe0', 'hex'), 'image/jpeg', 'a.jpg'],
    ['a.gif', 'GIF89a...', 'image/gif', 'a.gif'],
    ['a.webp', 'RIFF....WEBPVP8 ', 'image/webp', 'a.webp'],
    ['a.pdf', pdf, 'application/pdf', 'a.pdf'],
    ['a.csv', 'a,b\n1,2', 'text/csv', 'a.csv'],
    ['a.json', '{"a": 1}', 'application/json', 'a.json'],
    ['README', 'plain', 'text/plain', 'README.txt'],
    // It opens as what it is, whatever it was called.
    ['page.html', png('<script>alert(1)</script>'), 'image/png', 'page.html.png'],
    ['photo.png', pdf, 'application/pdf', 'photo.png.pdf'],
    ['page.txt', '<html><script>alert(1)</script>', 'text/plain', 'page.txt'],
  ])('%s', async (name, bytes, mediaType, kept) => {
    const { body } = await bring({ name, bytes });
    expect(body).toMatchObject({ mediaType, name: kept });
  });

  test.each([
    ['page.html', '<html></html>', /not taken. Use an image/],
    ['drawing.svg', '<svg onload="alert(1)"/>', /not taken/],
    ['photo.png', 'no pixels', /is called a PNG, and is none/],
    ['letter.docx', 'PK\x03\x04...', /office documents .* Save it as a PDF/],
    ['photo.heic', '\0\0\0\x18ftypheic', /Save it as JPEG/],
    ['a.txt', 'a\0b', /neither text in UTF-8/],
    ['a.txt', Buffer.from('c328', 'hex'), /neither text in UTF-8/],
    ['a.txt', Buffer.from('fffe4100', 'hex'), /Save it as UTF-8/],
    ['a.json', '{', /cannot be read as JSON/],
  ])('%s is refused with its reason', async (name, bytes, message) => {
    const { status, body } = await bring({ name, bytes });
    expect(status).toBe(415);
    expect(body).toMatchObject({ code: 'UNSUPPORTED_FILE', path: ['file'] });
    expect(body.message).toMatch(message);
  });

  test('an empty file is refused', async () => {
    expect(await bring({ bytes: '' })).toMatchObject({
      status: 422,
      body: { message: '“photo.png” is empty.' },
    });
  });
});

describe('a name', () => {
  test.each([
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\Users\\me\\notes.txt', 'notes.txt'],
    ['no\0tes\u{7}.txt', 'notes.txt'],
    // Read from right to left it would end in .png.
    ['photo\u{202e}gnp.txt', 'photognp.txt'],
    ['caf\u{65}\u{301}.txt', 'café.txt'],
    ['it\'s (1)"; evil=.txt', 'it\'s (1)"; evil=.txt'],
  ])('%j is kept as %j', async (name, kept) => {
    const { body } = await bring({ name, bytes: 'text' });
    expect(body.name).toBe(kept);
    const disposition = (await get(body.id)).headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; filename\*=UTF-8''[\w.%~!-]+$/);
  });

  test.each(['..', '\u{202e}', 'folder/', 'x'.repeat(201)])('%j is refused', async (name) => {
    expect(await bring({ name, bytes: 'text' })).toMatchObject({ status: 422, body: { path: ['name'] } });
  });

  test('that is no text, or is missing, is refused', async () => {
    for (const given of ['%E0%A4%A', ''])
      expect(await bring({ headers: { 'patchbay-file-name': given } })).toMatchObject({
        status: 422,
        body: { path: ['patchbay-file-name'] },
      });
  });
});

describe('a sender that', () => {
  const head = (length: string) =>
    ['POST /files HTTP/1.1', 'host: x', length, `patchbay-project: ${project}`, 'patchbay-file-name: a.txt']
      .concat(Object.entries(admin.headers).map(([name, value]) => `${name}: ${value}`))
      .join('\r\n');

  /** What the server says before it closes the connection. */
  async function speak(text: string, { signal }: Partial<AbortController> = {}): Promise<string> {
    const socket = net.connect(Number(new URL(world.url).port), '127.0.0.1');
    socket.setEncoding('utf8').on('error', () => {});
    signal?.addEventListener('abort', () => socket.destroy());
    socket.write(text);
    let heard = '';
    socket.on('data', (piece: string) => (heard += piece));
    await once(socket, 'close');
    return heard;
  }

  test.each([
    ['10 GB', 10_000_000_000],
    ['a byte more than 20 MB', 20 * 1024 * 1024 + 1],
  ])('announces %s is refused before it has sent them', async (_what, length) => {
    expect(await speak(`${head(`content-length: ${length}`)}\r\n\r\nabc`)).toMatch(
      / 413 [\s\S]*"TOO_LARGE"[\s\S]*at most 20 MB/,
    );
  });

  test('does not say how much it sends is refused: a file that was cut would pass for a whole one', async () => {
    expect(await speak(`${head('transfer-encoding: chunked')}\r\n\r\n3\r\nabc\r\n0\r\n\r\n`)).toMatch(
      / 411 /,
    );
  });

  test('drips is given up', async () => {
    expect(await speak(`${head('content-length: 100')}\r\n\r\nabc`)).toMatch(/ 408 [\s\S]*"TOO_SLOW"/);
  });

  test('leaves in the middle leaves nothing behind', async () => {
    const request = http.request(`${world.url}/files`, {
      method: 'POST',
      headers: {
        ...admin.headers,
        'patchbay-project': project,
        'patchbay-file-name': 'gone.txt',
        'content-length': 100,
      },
    });
    request.on('error', () => {});
    request.write('abc');
    await new Promise((resolve) => setTimeout(resolve, 50));
    request.destroy();
    const rows = await world.ours.transact((em) => em.find(Upload, { name: 'gone.txt' }));
    expect(rows).toEqual([]);
    expect(world.log.join()).not.toContain('a request under /files failed');
  });

  test('sends six at once is told to wait with two of them', async () => {
    const leave = new AbortController();
    const answers: string[] = [];
    const senders = Array.from({ length: 6 }, async () => {
      answers.push(await speak(`${head('content-length: 100')}\r\n\r\nabc`, leave));
    });
    await vi.waitFor(() => expect(answers).toHaveLength(2), { timeout: 2_500 });
    expect(answers.join()).toMatch(/ 429 [\s\S]*"TOO_MANY_UPLOADS"[\s\S]* 429 /);
    leave.abort();
    await Promise.all(senders);
    await vi.waitFor(async () => expect((await bring()).status).toBe(201));
  });
});

test('a file may be larger than any other request', async () => {
  const large = Buffer.alloc(5 * 1024 * 1024, 'a');
  const { body } = await bring({ name: 'large.txt', bytes: large });
  expect(body.size).toBe(large.length);
  expect((await (await get(body.id)).arrayBuffer()).byteLength).toBe(large.length);
});

test('a file that no run has named for a week is swept, and its bytes with it', async () => {
  const kept = await bring({ name: 'kept.txt', bytes: 'kept' });
  const used = await bring({ name: 'used.txt', bytes: 'used' });
  const unused = await bring({ name: 'unused.txt', bytes: 'unused' });
  const owner = world.orm.em.fork();
  const age = `now() - interval '${unusedDays} days 1 minute'`;
  await owner.execute(`update upload set created_at = ${age} where name in ('used.txt', 'unused.txt')`);
  await owner.execute(`update upload set used_at = now() where name = 'used.txt'`);
  await owner.execute(`update upload_payload set stored_at = ${age}`);
  expect(await sweepUploads(world.orm)).toBe(1);
  expect(await sweepUploads(world.orm)).toBe(0);
  expect((await get(kept.body.id)).status).toBe(200);
  expect((await get(used.body.id)).status).toBe(200);
  expect((await get(unused.body.id)).status).toBe(404);
  const left = await owner.execute('select 1 from upload_payload where sha256 = ?', [unused.body.sha256]);
  expect(left).toEqual([]);
});
