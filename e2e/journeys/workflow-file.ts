import type { Page } from '@playwright/test';
import { sandboxUrl } from './model-form.ts';

const at = (key: string, x: number) => ({ id: key, key, name: key, position: { x, y: 0 } });
const edge = (source: string, target: string) => ({
  id: `${source}-${target}`,
  source,
  sourcePort: 'out',
  target,
  targetPort: 'in',
});

/** A workflow from elsewhere: its model, its connection and its tool are not here. */
export const fileFromElsewhere = (tool: string, name = 'From elsewhere') =>
  JSON.stringify(
    {
      patchbay: 'workflow',
      version: 1,
      name,
      description: 'Looks up an order, then says how it stands.',
      models: { 'elsewhere-large': { name: 'Elsewhere Large', needs: ['toolUse'] } },
      connections: { 'Orders of elsewhere': { origin: sandboxUrl().replace(/\/v1$/, ''), kind: 'bearer' } },
      tools: {
        [tool]: {
          description: 'Lists the models of the sandbox.',
          connection: null,
          definition: {
            kind: 'http',
            method: 'GET',
            url: `${sandboxUrl()}/models`,
            parameters: { type: 'object', properties: {}, additionalProperties: false },
            query: [],
            body: [],
          },
        },
      },
      graph: {
        version: 1,
        nodes: [
          {
            ...at('input', 0),
            kind: 'input',
            data: { fields: [{ name: 'text', label: 'Text', type: 'text' }] },
          },
          {
            ...at('ask', 336),
            kind: 'prompt',
            data: { model: 'elsewhere-large', user: `Use ${tool}: {{ input.text }}`, tools: [tool] },
          },
          {
            ...at('call', 672),
            kind: 'http',
            data: {
              url: `${sandboxUrl()}/models`,
              connection: 'Orders of elsewhere',
              onError: { kind: 'default', value: { status: 0, headers: {}, body: null, text: '' } },
            },
          },
          {
            ...at('output', 1008),
            kind: 'output',
            data: { results: [{ name: 'said', value: '{{ ask.text }}' }] },
          },
        ],
        edges: [edge('input', 'ask'), edge('ask', 'call'), edge('call', 'output')],
      },
    },
    null,
    2,
  );

export async function openImport(page: Page, text: string) {
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Import a workflow' });
  await dialog.getByRole('textbox', { name: /paste/ }).fill(text);
  await dialog.getByRole('button', { name: 'Read the text' }).click();
  return dialog;
}
