import { request as http } from '@playwright/test';
import { runningStack } from '../stack/running-stack.ts';
import { askGraphql } from './graphql.ts';
import { expect, test } from './test.ts';
import { take } from './take.ts';

async function callWith(secret: string) {
  const client = await http.newContext();
  const response = await client.post(`${runningStack().url}/graphql`, {
    headers: { authorization: `Bearer ${secret}` },
    data: { query: '{ organization { slug } }' },
  });
  const answer = { status: response.status(), text: await response.text() };
  await client.dispose();
  return answer;
}

test('a key is shown once, works for a program by HTTP, and is refused once it is revoked', async ({
  page,
}) => {
  await page.goto('/demo/settings/api-keys');
  await page.getByRole('button', { name: 'New key' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New API key' });
  await dialog.getByLabel('Name').fill('nightly report');
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  const secret = await dialog.locator('code').innerText();
  await dialog.getByRole('button', { name: 'Done' }).click();

  const works = await callWith(secret);
  expect(works.status).toBe(200);
  expect(JSON.parse(works.text)).toMatchObject({ data: { organization: { slug: 'demo' } } });

  await page.reload();
  const row = page.getByRole('row', { name: /nightly report/ });
  await expect(row).not.toContainText('Never used');
  expect(await page.content()).not.toContain(secret);
  await row.getByRole('button', { name: 'Revoke nightly report' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('The key is revoked')).toBeVisible();

  const refused = await callWith(secret);
  expect(refused.status).toBe(401);
  expect(refused.text).not.toContain(secret);
});

test('the audit tells who did what and when, and never the value of a secret', async ({ page }) => {
  await page.goto('/demo/settings/general');
  await page.getByRole('textbox', { name: 'Name' }).fill('Demonstration, renamed');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The organisation is renamed')).toBeVisible();
  await page.getByRole('textbox', { name: 'Name' }).fill('Demonstration');
  await page.getByRole('button', { name: 'Save' }).click();

  const { createApiKey } = await askGraphql<{ createApiKey: { secret: string } }>(
    page.request,
    'mutation { createApiKey(input: { name: "audited", scopes: [READ] }) { ... on CreateApiKeyPayload { secret } } }',
  );

  await page.goto('/demo/settings/audit');
  const events = page.getByRole('table', { name: 'Audit events' });
  await expect(events.getByRole('row', { name: /Admin Made an API key audited/ })).toBeVisible();
  await expect(
    events.getByRole('row', { name: /Renamed the organisation.*Demonstration, renamed/ }).first(),
  ).toBeVisible();
  const secretPart = createApiKey.secret.slice(-20);
  expect(await page.content()).not.toContain(secretPart);
  const all = await askGraphql<object>(
    page.request,
    '{ organization { auditEvents(first: 100) { nodes { at actorName action subjectName details } } } }',
  );
  expect(JSON.stringify(all)).not.toContain(secretPart);

  await page.getByLabel('Which events').click();
  await take(page.getByRole('option', { name: 'API keys' }));
  await expect(events.getByRole('row', { name: /Renamed the organisation/ })).toHaveCount(0);
  await expect(events.getByRole('row', { name: /audited/ })).toBeVisible();
});
