import { expect, test } from './test.ts';
import { sandboxUrl } from './model-form.ts';
import { take } from './take.ts';

const origin = () => new URL(sandboxUrl()).origin;

test('a connection is added and tested, a tool is described with it and tried, and what is in use is not deleted', async ({
  page,
}) => {
  await page.goto('/demo/settings/connections');
  await page.getByRole('button', { name: 'New connection' }).first().click();
  const adding = page.getByRole('dialog', { name: 'New connection' });
  await adding.getByLabel('Name').fill('Order service');
  await adding.getByLabel('Origin').fill('http://127.0.0.1:9999');
  await adding.getByLabel('Token', { exact: true }).fill('demonstration-token');
  await adding.getByRole('button', { name: 'Add the connection' }).click();
  await expect(adding.getByText(/Only public addresses are called/)).toBeVisible();
  await adding.getByLabel('Origin').fill(origin());
  await adding.getByRole('button', { name: 'Add the connection' }).click();
  await expect(adding).toBeHidden();

  await page.getByRole('button', { name: 'Test Order service' }).click();
  const testing = page.getByRole('dialog', { name: 'Test Order service' });
  await testing.getByLabel('Path').fill('/demo/orders');
  await testing.getByRole('button', { name: 'Test connection' }).click();
  await expect(testing.getByText('It answered 200.')).toBeVisible();
  await testing.getByRole('button', { name: 'Cancel' }).click();
  expect(await page.content()).not.toContain('demonstration-token');

  await page.getByRole('link', { name: 'Tools' }).click();
  await page.getByRole('button', { name: 'New tool' }).first().click();
  const tool = page.getByRole('dialog', { name: 'New tool' });
  await tool.getByRole('textbox', { name: 'Name', exact: true }).first().fill('find_order');
  await tool.getByRole('textbox', { name: 'Description' }).first().fill('Finds an order by its number.');
  await tool.getByLabel('Connection').click();
  await take(page.getByRole('option', { name: /Order service/ }));
  await tool.getByLabel('URL').fill(`${origin()}/demo/orders/{id}`);
  await tool.getByRole('button', { name: 'Add the tool' }).click();
  await expect(tool.getByText('{id} is no argument.')).toBeVisible();
  await tool.getByRole('button', { name: 'Add an argument' }).click();
  await tool.getByRole('textbox', { name: 'Name', exact: true }).last().fill('id');
  await tool.getByRole('button', { name: 'Add the tool' }).click();
  await expect(tool).toBeHidden();

  await page.getByRole('button', { name: 'Try find_order' }).click();
  const trying = page.getByRole('dialog', { name: 'Try find_order' });
  await trying.getByLabel('Arguments').fill('{"id": "A-1002"}');
  await trying.getByRole('button', { name: 'Try it' }).click();
  await expect(trying.getByText('Alan Turing')).toBeVisible();
  await trying.getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('link', { name: 'Connections' }).click();
  await page.getByRole('button', { name: 'Actions for Order service' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const deleting = page.getByRole('alertdialog');
  await expect(deleting.getByText('This connection is in use.')).toBeVisible();
  await expect(deleting.getByText('The tool find_order')).toBeVisible();
  await expect(deleting.getByRole('button', { name: 'Delete' })).toBeDisabled();
});

test('the tools of an MCP server are found, chosen and tried', async ({ page }) => {
  await page.goto('/demo/settings/tools');
  await page.getByRole('button', { name: 'New tool' }).first().click();
  const tool = page.getByRole('dialog', { name: 'New tool' });
  await tool.getByRole('radio', { name: 'MCP server' }).click();
  await tool.getByRole('textbox', { name: 'Name', exact: true }).fill('orders');
  await tool.getByRole('textbox', { name: 'Description' }).fill('The order service.');
  await tool.getByLabel('Connection').click();
  await take(page.getByRole('option', { name: /Demonstration orders/ }));
  await tool.getByLabel('Server URL').fill(`${origin()}/demo/mcp`);
  await tool.getByRole('button', { name: 'Find its tools' }).click();
  await tool.getByRole('checkbox', { name: 'list_orders' }).click();
  await tool.getByRole('button', { name: 'Add the tool' }).click();
  await page.getByRole('button', { name: 'Try orders' }).click();
  const trying = page.getByRole('dialog', { name: 'Try orders' });
  await trying.getByLabel('Arguments').fill('{"id": "A-1001"}');
  await trying.getByRole('button', { name: 'Try it' }).click();
  await expect(trying.getByText('Ada Lovelace')).toBeVisible();
});
