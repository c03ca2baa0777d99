import { expect, test } from 'vitest';
import { createLog } from './log.ts';

function logged(
  write: (log: ReturnType<typeof createLog>) => void,
  scrub?: (line: string) => string,
): string[] {
  const lines: string[] = [];
  write(createLog('test', { level: 'info', scrub, write: (line) => lines.push(line) }));
  return lines;
}

test('a line is JSON with level, time, part and message', () => {
  const [line = ''] = logged((log) => log.info({ runs: 2 }, 'Sent again.'));
  expect(JSON.parse(line)).toMatchObject({ level: 'info', part: 'test', runs: 2, msg: 'Sent again.' });
  expect(line.endsWith('\n')).toBe(true);
});

test('of an error only its name, code, words, stack and causes are logged, never what it carries', () => {
  const cause = Object.assign(new Error('refused'), {
    code: 'ECONNREFUSED',
    requestBodyValues: 'the prompt',
  });
  const error = Object.assign(new Error('The call failed', { cause }), {
    responseBody: 'the answer',
    url: 'http://x/?key=1',
  });
  const [line = ''] = logged((log) => log.error(error));
  expect(line).not.toMatch(/the prompt|the answer|key=1/);
  expect(JSON.parse(line).err).toMatchObject({
    type: 'Error',
    message: 'The call failed',
    causes: [{ message: 'refused', code: 'ECONNREFUSED' }],
  });
});

test('of a request neither query nor headers are logged', () => {
  const req = { id: 'r1', method: 'GET', url: '/link?token=secret', headers: { cookie: 'session' } };
  const [line = ''] = logged((log) => log.info({ req }, 'served'));
  expect(JSON.parse(line).req).toEqual({ id: 'r1', method: 'GET', path: '/link' });
});

test('every text of a line goes through the scrubber, and what is withheld hides nothing else of it', () => {
  const scrub = (text: string) =>
    text.includes('hush') ? '[withheld]' : text.replaceAll('sk-123', '[secret removed]');
  const lines = logged((log) => {
    log.info({ key: 'sk-123', inner: { list: ['a', 'with sk-123'] } }, 'with sk-123');
    log.info({ run: 'r1', said: 'hush' }, 'The provider answered.');
  }, scrub);
  expect(lines[0]).not.toContain('sk-123');
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({
    level: 'info',
    part: 'test',
    run: 'r1',
    said: '[withheld]',
    msg: 'The provider answered.',
  });
});

test('a secret that lies where a long text is cut leaves no part of it', () => {
  const scrub = (text: string) => text.replaceAll('sk-canary', '[secret removed]');
  const [line = ''] = logged((log) => log.error(new Error(`${'x'.repeat(3_995)}sk-canary`)), scrub);
  expect(line).not.toContain('sk-c');
});
