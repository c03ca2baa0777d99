import { expect, test } from './test.ts';
import { firstProject } from './first-project.ts';
import { askGraphql } from './graphql.ts';
import { freshMark, sandboxUrl } from './model-form.ts';
import { take } from './take.ts';
import { describeTool } from './tool.ts';

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

test('of two who edit a tool at once, the second is told, keeps what they typed, and sees the rest as it is now', async ({
  page,
}) => {
  const described = await describeTool(page.request, `shared_${freshMark()}`);
  await page.goto('/demo/settings/tools');
  await page.getByRole('button', { name: `Actions for ${described.name}` }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  const tool = page.getByRole('dialog', { name: 'Edit the tool' });
  await tool.getByRole('button', { name: 'Add an argument' }).click();
  await tool.getByRole('textbox', { name: 'Name', exact: true }).last().fill('page');
  await askGraphql(
    page.request,
    'mutation ($input: UpdateToolInput!) { updateTool(input: $input) { ... on Error { message } } }',
    { input: { ...described, description: 'Said meanwhile.' } },
  );
  await tool.getByRole('button', { name: 'Save' }).click();
  await expect(tool.getByText(/Admin has changed this tool meanwhile \(Description\)\./)).toBeInViewport();
  await expect(tool.getByRole('textbox', { name: 'Description' }).first()).toHaveValue('Said meanwhile.');
  await expect(tool.getByRole('textbox', { name: 'Name', exact: true }).last()).toHaveValue('page');

  await tool.getByRole('button', { name: 'Save' }).click();
  await expect(tool).toBeHidden();
  await expect(page.getByRole('row').filter({ hasText: described.name })).toContainText('Said meanwhile.');
});

test('of two who edit a connection at once, the second is told, and no secret is entered again', async ({
  page,
}) => {
  const name = `Shared ${freshMark()}`;
  const given = { name, origin: origin(), kind: 'BEARER' };
  const { createConnection } = await askGraphql<{ createConnection: { connection: { id: string } } }>(
    page.request,
    `mutation ($input: CreateConnectionInput!) {
      createConnection(input: $input) { ... on CreateConnectionPayload { connection { id } } }
    }`,
    {
      input: {
        ...given,
        projectId: await firstProject(page.request),
        fields: [{ name: 'token', value: 'demonstration-token' }],
      },
    },
  );
  await page.goto('/demo/settings/connections');
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  const form = page.getByRole('dialog', { name: 'Edit the connection' });
  await form.getByLabel('Name').fill(`${name} of mine`);
  await askGraphql(
    page.request,
    'mutation ($input: UpdateConnectionInput!) { updateConnection(input: $input) { ... on Error { message } } }',
    {
      input: {
        ...given,
        connectionId: createConnection.connection.id,
        kind: 'BASIC',
        fields: [
          { name: 'user', value: 'service' },
          { name: 'password', value: 'demonstration-password' },
        ],
      },
    },
  );
  await form.getByRole('button', { name: 'Save' }).click();
  const told = /Admin has changed this connection meanwhile \(Signs in by, User, Password\)\./;
  await expect(form.getByText(told)).toBeInViewport();
  await expect(form.getByLabel('User')).toHaveValue('service');
  await expect(form.getByLabel('Name')).toHaveValue(`${name} of mine`);

  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form).toBeHidden();
  await expect(page.getByRole('row').filter({ hasText: `${name} of mine` })).toContainText(
    'User and password',
  );
});
