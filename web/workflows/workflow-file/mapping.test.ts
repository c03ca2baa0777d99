import { expect, test } from 'vitest';
import type { FileInView } from './import-documents';
import { firstMapping, inputOf, later, missingChoice, theOneThere } from './mapping';

const file: FileInView = {
  name: 'File',
  description: '',
  stepCount: 3,
  models: [
    {
      reference: 'gone',
      name: 'Gone',
      here: null,
      needs: [],
      steps: ['Ask'],
      refusals: [{ message: 'There is no model "gone".', fix: 'Choose another.' }],
    },
  ],
  connections: [
    {
      name: 'Orders',
      origin: 'https://a.example.com',
      kind: 'BEARER',
      steps: ['Call'],
      tools: [],
      choices: [
        { id: 'c1', name: 'Other' },
        { id: 'c2', name: 'Orders' },
      ],
    },
    { name: 'Stock', origin: 'https://b.example.com', kind: 'BEARER', steps: [], tools: [], choices: [] },
  ],
  tools: [
    { name: 'look', description: '', connection: null, there: { id: 't1' }, same: false, fault: null },
    { name: 'find', description: '', connection: null, there: null, same: false, fault: null },
  ],
};

test('a connection of the same name is chosen at first, and what nothing here could be is left for later', () => {
  expect(firstMapping(file).connections).toEqual({ Orders: 'c2', Stock: later });
});

test('a secret is not chosen for anybody where no connection has the name', () => {
  const [orders, ...others] = file.connections;
  const renamed = { ...file, connections: orders ? [{ ...orders, name: 'Sales' }, ...others] : [] };
  expect(firstMapping(renamed).connections).toMatchObject({ Sales: '' });
});

test('a model that is missing is asked for before anything is imported', () => {
  const mapping = firstMapping(file);
  expect(missingChoice(file, mapping)).toMatch(/Choose a model for "Gone"/);
  expect(missingChoice(file, { ...mapping, models: { gone: 'ours' } })).toBeNull();
  expect(missingChoice(file, { ...mapping, models: { gone: later } })).toBeNull();
});

test('only what is chosen is sent, and what is left for later is said to be open', () => {
  const mapping = { ...firstMapping(file), models: { gone: later } };
  expect(inputOf(file, mapping)).toEqual({
    models: [],
    connections: [
      { name: 'Orders', connectionId: 'c2' },
      { name: 'Stock', connectionId: null },
    ],
    tools: [{ name: 'look', createAs: 'look_2' }],
  });
  const other = { ...mapping, models: { gone: 'ours' }, tools: { look: theOneThere } };
  expect(inputOf(file, other)).toMatchObject({
    models: [{ reference: 'gone', becomes: 'ours' }],
    tools: [{ name: 'look', toolId: 't1' }],
  });
});
