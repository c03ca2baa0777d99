import Fastify from 'fastify';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createDatabase, type TestDatabase } from '../test/database.ts';
import { get, newPerson, password, post, signIn, startAuth } from '../test/people.ts';
import { type Auth, registerAuth } from './auth.ts';
import type * as Passwords from './password.ts';

let database: TestDatabase;
let auth: Auth;

beforeAll(async () => {
  database = await createDatabase();
  auth = startAuth(database);
});

afterAll(async () => {
  await auth.close();
  await database.close();
});

afterEach(() => {
  vi.useRealTimers();
});

const personOf = (cookie: string, at: Auth = auth) => at.personOf(new Headers({ cookie }));

test('the right password opens a session, in a cookie that scripts cannot read', async () => {
  const ada = await newPerson(database.orm);
  const { status, headers, cookie } = await post(auth, '/sign-in/email', { email: ada.email, password });
  expect(status).toBe(200);
  expect(headers.getSetCookie()[0]).toMatch(/; HttpOnly; SameSite=Lax$/);
  expect(await personOf(cookie)).toMatchObject({ userId: ada.userId, name: 'Ada', email: ada.email });
});

test('a password is kept salted, and only itself opens it', async () => {
  const { hashPassword, verifyPassword } = await vi.importActual<typeof Passwords>('./password.ts');
  const [hash, other] = await Promise.all([hashPassword(password), hashPassword(password)]);
  expect(hash).not.toBe(other);
  expect(await verifyPassword({ hash, password })).toBe(true);
  expect(await verifyPassword({ hash, password: `${password} ` })).toBe(false);
});

test('an email address is the same however it is written', async () => {
  const ada = await newPerson(database.orm);
  const answer = await post(auth, '/sign-in/email', { email: ` ${ada.email.toUpperCase()}`, password });
  expect(answer.status).toBe(200);
});

test('a session cookie that Patchbay did not sign is nobody', async () => {
  const cookie = await signIn(auth, await newPerson(database.orm));
  const forged = cookie.replace(/.(?=[^.]*$)/, (letter) => (letter === 'A' ? 'B' : 'A'));
  expect(forged).not.toBe(cookie);
  expect(await personOf(forged)).toBeNull();
  expect(await personOf('patchbay.session_token=%E0%A4%A')).toBeNull();
  expect(await personOf('')).toBeNull();
});

test('a wrong password and an unknown address are answered alike', async () => {
  const ada = await newPerson(database.orm);
  const wrong = await post(auth, '/sign-in/email', { email: ada.email, password: 'not the password' });
  const unknown = await post(auth, '/sign-in/email', {
    email: 'nobody@example.test',
    password: 'not the password',
  });
  expect(wrong).toMatchObject({
    status: 401,
    body: { message: 'The email address or the password is wrong.' },
  });
  expect({ ...unknown, headers: [] }).toEqual({ ...wrong, headers: [] });
});

test('nobody can sign up, and no route is open but those that are needed', async () => {
  const closed = [
    '/sign-up/email',
    '/request-password-reset',
    '/change-email',
    '/delete-user',
    '/sign-in/social',
  ];
  for (const path of closed) {
    expect(await post(auth, path, { email: 'eve@example.test', password, name: 'Eve' })).toMatchObject({
      status: 404,
    });
  }
  expect(await get(auth, '/ok')).toMatchObject({ status: 404 });
  expect(await get(auth, '/sign-in/email')).toMatchObject({ status: 404 });
});

test('every fault of a form is told with its field', async () => {
  const { status, body } = await post(auth, '/sign-in/email', { email: 'ada', password: '' });
  expect(status).toBe(422);
  expect(body['issues']).toEqual([
    { path: ['email'], message: 'This is not an email address.' },
    { path: ['password'], message: 'Write the password.' },
  ]);
});

test('a request from a foreign page is refused, and told where Patchbay is', async () => {
  const ada = await newPerson(database.orm);
  const answer = await post(
    auth,
    '/sign-in/email',
    { email: ada.email, password },
    { origin: 'http://evil.test' },
  );
  expect(answer).toMatchObject({ status: 403, body: { code: 'FOREIGN_ORIGIN' } });
  expect(answer.body['message']).toContain('http://patchbay.test');
});

test('after ten failures an account takes no more attempts, whether it exists or not', async () => {
  const ada = await newPerson(database.orm);
  for (const email of [ada.email, 'no-such-person@example.test']) {
    const attempts = Array.from({ length: 12 }, () =>
      post(auth, '/sign-in/email', { email, password: 'wrong' }),
    );
    const statuses = (await Promise.all(attempts)).map(({ status }) => status).toSorted();
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
  }
  const locked = await post(
    auth,
    '/sign-in/email',
    { email: ada.email, password },
    { address: '192.0.2.99' },
  );
  expect(locked).toMatchObject({
    status: 429,
    body: { code: 'TOO_MANY_ATTEMPTS', message: /Try again in \d+ minutes/ },
  });
  expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('a success wipes the slate of the account', async () => {
  const ada = await newPerson(database.orm);
  for (let round = 0; round < 2; round += 1) {
    for (let failure = 0; failure < 9; failure += 1) {
      await post(auth, '/sign-in/email', { email: ada.email, password: 'wrong' });
    }
    expect(await post(auth, '/sign-in/email', { email: ada.email, password })).toMatchObject({ status: 200 });
  }
});

test('an address that tries many accounts is stopped, and does not lock out their owners', async () => {
  const ada = await newPerson(database.orm);
  const address = '2001:db8:1:2::7';
  const spray = Array.from({ length: 100 }, (_, index) =>
    post(auth, '/enter', { token: `guess-${index}` }, { address }),
  );
  expect(new Set((await Promise.all(spray)).map(({ status }) => status))).toEqual(new Set([410]));
  // A neighbour in the same network of IPv6 counts as the same.
  const neighbour = { address: '2001:db8:1:2:ffff::8' };
  for (let attempt = 0; attempt < 11; attempt += 1) {
    const answer = await post(auth, '/sign-in/email', { email: ada.email, password }, neighbour);
    expect(answer.status).toBe(429);
  }
  expect(await post(auth, '/sign-in/email', { email: ada.email, password })).toMatchObject({ status: 200 });
});

test('signing out everywhere ends every session at once', async () => {
  const ada = await newPerson(database.orm);
  const [laptop, phone] = [await signIn(auth, ada), await signIn(auth, ada)];
  expect(await personOf(phone)).not.toBeNull();
  expect(await post(auth, '/revoke-sessions', {}, { cookie: laptop })).toMatchObject({ status: 200 });
  expect(await personOf(phone)).toBeNull();
  expect(await personOf(laptop)).toBeNull();
});

test('another process notices within five seconds that a session was ended', async () => {
  const other = startAuth(database);
  const ada = await newPerson(database.orm);
  const cookie = await signIn(auth, ada);
  expect(await personOf(cookie, other)).not.toBeNull();
  await post(auth, '/revoke-sessions', {}, { cookie });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5_001 });
  expect(await personOf(cookie, other)).toBeNull();
  await other.close();
});

test('a session that has expired is nobody, and is swept up when its person comes back', async () => {
  const ada = await newPerson(database.orm);
  const cookie = await signIn(auth, ada);
  const sql = (text: string) => database.orm.em.fork().execute(text, [ada.userId]);
  await sql(`update auth.session set "expiresAt" = now() - interval '1 second' where "userId" = ?`);
  expect(await personOf(cookie)).toBeNull();
  await signIn(auth, ada);
  expect(await sql(`select from auth.session where "userId" = ?`)).toHaveLength(1);
});

test('a person sees their sessions and ends one of them, but not those of others', async () => {
  const [ada, bob] = [await newPerson(database.orm), await newPerson(database.orm, 'Bob')];
  const [mine, lost, his] = [await signIn(auth, ada), await signIn(auth, ada), await signIn(auth, bob)];
  const tokenOf = (cookie: string) => decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0];
  expect(await get(auth, '/list-sessions', mine)).toMatchObject({ body: { length: 2 } });
  await post(auth, '/revoke-session', { token: tokenOf(lost) }, { cookie: mine });
  await post(auth, '/revoke-session', { token: tokenOf(his) }, { cookie: mine });
  expect(await personOf(lost)).toBeNull();
  expect(await personOf(his)).not.toBeNull();
});

test('a changed password ends the other sessions; the old one no longer works', async () => {
  const ada = await newPerson(database.orm);
  const [here, elsewhere] = [await signIn(auth, ada), await signIn(auth, ada)];
  const change = { currentPassword: password, newPassword: 'another good one' };
  const changed = await post(auth, '/change-password', change, { cookie: here });
  expect(changed.status).toBe(200);
  expect(await personOf(changed.cookie)).not.toBeNull();
  expect(await personOf(elsewhere)).toBeNull();
  expect(await post(auth, '/sign-in/email', { email: ada.email, password })).toMatchObject({ status: 401 });
});

test('a new password is neither short, nor endless, nor the email address', async () => {
  const ada = await newPerson(database.orm);
  const cookie = await signIn(auth, ada);
  for (const newPassword of ['too short', 'x'.repeat(201), ada.email]) {
    const answer = await post(
      auth,
      '/change-password',
      { currentPassword: password, newPassword },
      { cookie },
    );
    expect(answer).toMatchObject({ status: 422, body: { path: ['newPassword'] } });
  }
});

test('guessing the current password at an open browser is counted like signing in', async () => {
  const ada = await newPerson(database.orm);
  const cookie = await signIn(auth, ada);
  const guess = () =>
    post(
      auth,
      '/change-password',
      { currentPassword: 'a guess', newPassword: 'another good one' },
      { cookie },
    );
  for (let attempt = 0; attempt < 10; attempt += 1) {
    expect(await guess()).toMatchObject({ status: 400, body: { path: ['currentPassword'] } });
  }
  expect(await guess()).toMatchObject({ status: 429 });
});

test('a person changes their name and nothing else', async () => {
  const cookie = await signIn(auth, await newPerson(database.orm));
  expect(await post(auth, '/update-user', { name: ' Ada L. ' }, { cookie })).toMatchObject({ status: 200 });
  expect(await personOf(cookie)).toMatchObject({ name: 'Ada L.' });
  for (const field of ['email', 'image', 'emailVerified', 'id']) {
    const answer = await post(auth, '/update-user', { name: 'Ada', [field]: 'x' }, { cookie });
    expect(answer).toMatchObject({ status: 422, body: { path: [field] } });
  }
});

test('while the database is away, signing in and out is refused in plain words', async () => {
  const gone = startAuth({ ...database, url: database.url.replace(/:\d+\//, ':9/') });
  const ada = await newPerson(database.orm);
  for (const [path, body] of [
    ['/sign-in/email', { email: ada.email, password }],
    ['/sign-out', {}],
  ] as const) {
    expect(await post(gone, path, body)).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' } });
  }
  await gone.close();
});

test('over HTTP only JSON of a sensible size is taken, and the address is the server’s, not the client’s', async () => {
  const app = Fastify({ trustProxy: 'loopback' });
  registerAuth(app, auth);
  const ada = await newPerson(database.orm);
  const send = (contentType: string, payload: string, headers = {}) =>
    app.inject({
      method: 'POST',
      url: '/auth/sign-in/email',
      headers: { 'content-type': contentType, ...headers },
      payload,
    });
  const good = JSON.stringify({ email: ada.email, password });
  expect((await send('text/plain', good)).json()).toMatchObject({ code: 'NOT_JSON' });
  expect((await send('application/json', '{')).json()).toMatchObject({ code: 'INVALID_INPUT' });
  expect((await send('application/json', `"${'x'.repeat(20_000)}"`)).json()).toMatchObject({
    code: 'TOO_LARGE',
  });

  const answer = await send('application/json', good, {
    'x-patchbay-client-address': '203.0.113.66',
    'x-forwarded-for': '203.0.113.66, 198.51.100.7',
  });
  expect(answer.statusCode).toBe(200);
  const [session] = await database.orm.em
    .fork()
    .execute(`select "ipAddress" from auth.session where "userId" = ?`, [ada.userId]);
  expect(session).toEqual({ ipAddress: '198.51.100.7' });
  await app.close();
});
