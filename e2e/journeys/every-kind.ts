import type { Page } from '@playwright/test';
import { createWorkflow } from './canvas.ts';

const step = (kind: keyof typeof names, key: string, x: number, y: number, data: object) => ({
  id: key,
  key,
  name: names[kind],
  kind,
  position: { x, y },
  data,
});

/** What a step of each kind is called here. */
export const names = {
  input: 'Order and photo',
  prompt: 'Look at the photo',
  http: 'Fetch the order',
  condition: 'Is it urgent?',
  switch: 'Which desk?',
  transform: 'Name the order',
  merge: 'Whichever came',
  note: 'For colleagues',
  output: 'Answer',
} as const;

/** A workflow with a step of every kind, and nothing to mend. */
function everyKind() {
  const edge = (source: string, target: string, sourcePort = 'out') => ({
    id: `${source}-${sourcePort}-${target}`,
    source,
    sourcePort,
    target,
    targetPort: 'in',
  });
  return {
    version: 1,
    nodes: [
      step('input', 'input', 0, 100, {
        fields: [
          { name: 'order', label: 'Order', help: 'Its number.', type: 'text' },
          { name: 'photo', label: 'Photo', help: 'What has come.', type: 'image' },
        ],
      }),
      step('prompt', 'look', 320, 100, {
        model: 'default',
        system: 'You look closely.',
        user: 'What is in the photo of order {{ input.order }}?',
        attachments: [{ reference: 'input.photo', kind: 'image' }],
      }),
      step('condition', 'urgent', 640, 100, { expression: 'input.order.contains("urgent")' }),
      step('switch', 'desk', 960, 0, {
        cases: [{ id: 'north', name: 'North', when: 'input.order.startsWith("N")' }],
      }),
      step('transform', 'named', 960, 240, {
        fields: [{ name: 'said', expression: '"Order " + input.order' }],
      }),
      step('http', 'fetch', 1280, 0, {
        method: 'POST',
        url: 'https://orders.example.com/orders',
        headers: [{ name: 'Accept', value: 'application/json' }],
        body: { kind: 'json', value: '{"order": "{{ input.order }}"}' },
      }),
      step('merge', 'either', 1600, 100, { fields: [{ name: 'said', from: ['fetch.body', 'named.said'] }] }),
      step('output', 'answer', 1920, 100, {
        results: [
          { name: 'seen', value: '{{ look.text }}' },
          { name: 'said', value: '{{ either.said }}' },
        ],
      }),
      step('note', 'note', 320, 320, { text: 'The photo comes **from the shop**.' }),
    ],
    edges: [
      edge('input', 'look'),
      edge('look', 'urgent'),
      edge('urgent', 'desk', 'yes'),
      edge('urgent', 'named', 'no'),
      edge('desk', 'fetch', 'north'),
      edge('fetch', 'either'),
      edge('named', 'either'),
      edge('either', 'answer'),
    ],
  };
}

let made: Promise<string> | undefined;

/** The same for all who only look at it. */
export async function pathToEveryKind(page: Page): Promise<string> {
  made ??= createWorkflow(page.request, everyKind());
  return `/demo/workflows/${encodeURIComponent(await made)}`;
}

/** All of it is red. */
export const redPhoto = {
  name: 'red.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAFklEQVR42mO4IydHEmIY1TCqYfhqAACaMxgQdrf9VwAAAABJRU5ErkJggg==',
    'base64',
  ),
};
