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

test('every line goes through the scrubber, and stays a line when it is withheld', () => {
  const scrub = (line: string) =>
    line.includes('hush') ? '[withheld]' : line.replaceAll('sk-123', '[secret removed]');
  const lines = logged((log) => {
    log.info({ key: 'sk-123' }, 'with sk-123');
    log.info('hush');
  }, scrub);
  expect(lines[0]).not.toContain('sk-123');
  expect(JSON.parse(lines[1] ?? '')).toEqual({ level: 'warn', msg: '[withheld]' });
});
