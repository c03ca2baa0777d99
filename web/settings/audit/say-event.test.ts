import { expect, test } from 'vitest';
import { detailLines, sayAction } from './say-event.ts';

test('an action without words of its own stands as it is', () => {
  expect(sayAction('planet.moved')).toBe('planet.moved');
});

test('details read as lines, without the fields that say nothing', () => {
  const details = {
    from: 'ADMIN',
    to: 'MEMBER',
    withdrawnInvitations: 0,
    expiresAt: null,
    scopes: ['READ', 'RUN'],
  };
  expect(detailLines(details)).toEqual(['from ADMIN to MEMBER', 'scopes: READ, RUN']);
});

test('a group of fields reads as its fields, and what is empty says nothing', () => {
  expect(
    detailLines({ settings: { baseUrl: 'https://a.example/v1' }, secrets: [], description: '' }),
  ).toEqual(['base url: https://a.example/v1']);
});

test('a field that changed says from what to what', () => {
  expect(detailLines({ name: { from: 'Aurora', to: 'Borealis' } })).toEqual([
    'name: from Aurora to Borealis',
  ]);
});
