import { askGraphql } from './graphql.ts';
import { chain, createWorkflow, openCanvas, saved } from './canvas.ts';
import { publish } from './policy.ts';
import { expect, test } from './test.ts';
import { take } from './take.ts';

test('a workflow is run for each item of a list, and its fields are asked for by their names', async ({
  page,
}) => {
  const inner = await createWorkflow(page.request, chain(1));
  await publish(page.request, 'demo', inner);
  const name = `Letters ${inner.slice(-12)}`;
  await askGraphql(
    page.request,
    'mutation ($id: ID!, $name: String!) { updateWorkflow(input: { workflowId: $id, name: $name }) { __typename } }',
    { id: inner, name },
  );
  await openCanvas(page, await createWorkflow(page.request, mapOfNothing));
  const details = page.getByRole('complementary', { name: 'Details' });
  await page.getByRole('group', { name: 'Each letter', exact: true }).click();
  await details.getByRole('textbox', { name: 'For each item of' }).fill('input.letters');
  await details.getByRole('combobox', { name: 'Workflow' }).fill(name);
  await take(page.getByRole('option', { name }));
  await details.getByRole('textbox', { name: 'Text' }).fill('Answer {{ item }}');
  await saved(page);
  await expect(page.getByRole('button', { name: /to mend/ })).toHaveCount(0);

  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await details.getByLabel('Letters').fill('["a letter", "another one"]');
  await details.getByRole('button', { name: 'Run the draft' }).click();
  await expect(details.getByRole('status').getByText('Succeeded')).toBeVisible();
});

const mapOfNothing = {
  version: 1,
  nodes: [
    step('input', 'Input', 'input', { fields: [{ name: 'letters', label: 'Letters', type: 'json' }] }, 0),
    step('each', 'Each letter', 'map', { items: '' }, 340),
    step('output', 'Output', 'output', { results: [{ name: 'all', value: '{{ each.results }}' }] }, 680),
  ],
  edges: [
    { id: 'a', source: 'input', sourcePort: 'out', target: 'each', targetPort: 'in' },
    { id: 'b', source: 'each', sourcePort: 'out', target: 'output', targetPort: 'in' },
  ],
};

function step(id: string, name: string, kind: string, data: object, x: number) {
  return { id, key: id, name, kind, position: { x, y: 0 }, data };
}
