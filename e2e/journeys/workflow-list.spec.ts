import type { Page } from '@playwright/test';
import { askGraphql } from './graphql.ts';
import { organizationWith } from './registry.ts';
import { expect, test } from './test.ts';

test('what is looked for among the workflows stands in the address, and the back button takes each step back', async ({
  page,
}) => {
  const slug = await withTwoProjects(page);
  const names = page.getByRole('tabpanel').locator('.row-link');

  await page.goto(`/${slug}/workflows`);
  await expect(names).toHaveCount(4);
  await page.getByRole('button', { name: 'Project: All projects' }).click();
  await page.getByRole('menuitemradio', { name: 'Letters' }).click();
  await expect(page).toHaveURL(/\?project=[^&]+$/);
  await expect(names).toHaveText(['Answer Letters', 'Sort Letters']);

  const search = page.getByRole('searchbox', { name: 'Search workflows' });
  await search.pressSequentially('sort');
  await expect(names).toHaveText(['Sort Letters']);
  await expect(page).toHaveURL(/&search=sort$/);
  await expect(search).toBeFocused();

  await page.reload();
  await expect(search).toHaveValue('sort');
  await expect(names).toHaveText(['Sort Letters']);
  await page.getByRole('tab', { name: 'Archived' }).click();
  await expect(page.getByText('No workflow matches')).toBeVisible();
  await expect(page).toHaveURL(/&search=sort&view=archived$/);

  await page.goBack();
  await expect(names).toHaveText(['Sort Letters']);
  await page.goBack();
  await expect(search).toHaveValue('');
  await expect(names).toHaveText(['Answer Letters', 'Sort Letters']);
  await page.goBack();
  await expect(names).toHaveCount(4);
});

test('what was found before stays until the next answer has come, and with it what is being done to a row', async ({
  page,
}) => {
  await page.goto(`/${await withTwoProjects(page)}/workflows`);
  const names = page.getByRole('tabpanel').locator('.row-link');
  await expect(names).toHaveCount(4);
  const held = Promise.withResolvers<void>();
  await page.route('**/graphql', async (route, request) => {
    if (request.postData()?.includes('query Workflows')) await held.promise;
    await route.continue();
  });
  const asked = page.waitForRequest((request) => request.postData()?.includes('query Workflows') === true);
  await page.getByRole('searchbox', { name: 'Search workflows' }).fill('sort');
  await asked;
  const table = page.getByRole('table', { name: 'Workflows' });
  await expect(table).toHaveAttribute('aria-busy', 'true');
  await expect(names).toHaveCount(4);
  await page.getByRole('button', { name: 'Actions for Sort Letters' }).click();
  const duplicate = page.getByRole('menuitem', { name: 'Duplicate' });
  await expect(duplicate).toBeVisible();
  held.resolve();
  await expect(page.locator('.row-link')).toHaveCount(2);
  await expect(table).toHaveAttribute('aria-busy', 'false');
  await duplicate.click();
  await expect(page.getByRole('dialog', { name: 'Duplicate Sort Letters' })).toBeVisible();
});

/** An organisation with two workflows in each of its projects, Letters and Ledgers. */
async function withTwoProjects(page: Page): Promise<string> {
  const slug = await organizationWith(page.request, 'Looked through', []);
  const ask = <Data>(query: string, variables: object) =>
    askGraphql<Data>(page.request, query, { ...variables }, slug);
  for (const project of ['Letters', 'Ledgers']) {
    const { createProject } = await ask<{ createProject: { project: { id: string } } }>(
      `mutation ($name: String!) {
        createProject(input: { name: $name }) { ... on CreateProjectPayload { project { id } } }
      }`,
      { name: project },
    );
    for (const name of [`Sort ${project}`, `Answer ${project}`])
      await ask(
        `mutation ($projectId: ID!, $name: String!) {
          createWorkflow(input: { projectId: $projectId, name: $name }) { __typename }
        }`,
        { projectId: createProject.project.id, name },
      );
  }
  return slug;
}
