import type { Request, Route } from '@playwright/test';
import { withMember } from './member.ts';
import { take } from './take.ts';
import { expect, test } from './test.ts';

test('a project is made, gets a member with a role, is archived and comes back', async ({
  browser,
  page,
}) => {
  await withMember(browser, async ({ name, page: theirs }) => {
    await page.goto('/demo/settings/projects');
    await page.getByRole('button', { name: 'New project' }).click();
    const dialog = page.getByRole('dialog', { name: 'New project' });
    await dialog.getByRole('button', { name: 'Make the project' }).click();
    await expect(dialog.getByText('Give the project a name.')).toBeVisible();
    await dialog.getByLabel('Name').fill('Letters');
    await dialog.getByRole('button', { name: 'Make the project' }).click();
    await expect(page.getByText('Letters is made')).toBeVisible();

    await page.getByRole('button', { name: 'Actions for Letters' }).click();
    await page.getByRole('menuitem', { name: 'Members' }).click();
    const members = page.getByRole('dialog', { name: 'Members of Letters' });
    await members.getByLabel('Member to add').fill(name);
    await take(page.getByRole('option', { name }));
    await members.getByRole('button', { name: 'Add' }).click();
    await expect(members.getByLabel(`Role of ${name}`)).toContainText('Contributor');
    await page.keyboard.press('Escape');

    await theirs.goto('/demo/settings/projects');
    await expect(theirs.getByRole('row', { name: /Letters/ })).toContainText('Contributor');

    await page.getByRole('button', { name: 'Actions for Letters' }).click();
    await page.getByRole('menuitem', { name: 'Archive' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Archive' }).click();
    await expect(page.getByText('Letters is archived')).toBeVisible();
    await page.getByRole('tab', { name: 'Archived' }).click();
    await page.getByRole('button', { name: 'Actions for Letters' }).click();
    await page.getByRole('menuitem', { name: 'Restore' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Restore' }).click();
    await expect(page.getByText('Letters is restored')).toBeVisible();
    await page.getByRole('tab', { name: 'Active' }).click();
    await expect(page.getByRole('row', { name: /Letters/ })).toBeVisible();
  });
});

test('where a project is to be chosen, it is said that there is none, or that they could not be asked for', async ({
  browser,
}) => {
  await withMember(browser, async ({ page }) => {
    const projects = (route: Route, request: Request) =>
      request.postData()?.includes('query ProjectsOfWorkflows') ? route.abort() : route.continue();
    await page.route('**/graphql', projects);
    await page.goto('/demo/settings/tools');
    await expect(page.getByText('The projects could not be loaded')).toBeVisible();
    await page.unroute('**/graphql', projects);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText('You are in no project')).toBeVisible();
  });
});
