import { expect, test } from 'vitest';
import { bedrockKeyEnd } from './bedrock-key.ts';

const keyOf = (query: string) => `bedrock-api-key-${btoa(`bedrock.amazonaws.com/?${query}`)}`;

test('a short-term key says when it ends', () => {
  const key = keyOf(
    'Action=CallWithBearerToken&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=ASIAX%2F20261120%2Fus-west-2%2Fbedrock%2Faws4_request&X-Amz-Date=20261120T060000Z&X-Amz-Expires=43200&X-Amz-SignedHeaders=host&X-Amz-Signature=ab&Version=1',
  );
  expect(bedrockKeyEnd(key)).toEqual(new Date('2026-11-20T18:00:00Z'));
  expect(bedrockKeyEnd(key.replaceAll('=', ''))).toEqual(new Date('2026-11-20T18:00:00Z'));
});

test.each([
  'ABSKQmVkcm9ja0FQSUtleS1leGFtcGxl',
  'bedrock-api-key-',
  'bedrock-api-key-====',
  keyOf(''),
  keyOf('X-Amz-Date=yesterday&X-Amz-Expires=43200'),
  keyOf('X-Amz-Date=20269999T060000Z&X-Amz-Expires=43200'),
  keyOf('X-Amz-Date=20261120T060000Z'),
  keyOf('X-Amz-Date=20261120T060000Z&X-Amz-Expires=-1'),
])('%s says nothing of its end', (key) => {
  expect(bedrockKeyEnd(key)).toBeNull();
});
