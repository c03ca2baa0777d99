import type { Page } from '@playwright/test';
import { askGraphql } from '../graphql.ts';
import { choose, review, workflowOf } from '../policy.ts';
import { organizationWith, sandbox } from '../registry.ts';
import { openDialog } from './open-dialog.ts';
import type { Screen } from './screen.ts';

export const screensOfSettings: readonly Screen[] = [
  { name: 'settings-budgets', path: '/demo/settings/budgets', heading: 'Budgets' },
  { name: 'settings-general', path: '/demo/settings/general', heading: 'General' },
  { name: 'settings-members', path: '/demo/settings/members', heading: 'Members' },
  {
    name: 'settings-members-invite',
    path: '/demo/settings/members',
    heading: 'Members',
    open: (page) => openDialog(page, page.getByRole('button', { name: 'Invite' })),
  },
  { name: 'settings-projects', path: '/demo/settings/projects', heading: 'Projects' },
  {
    name: 'settings-models',
    path: '/demo/settings/models',
    heading: 'Models',
    open: (page) => page.getByText('It is the organization default.').waitFor(),
  },
  {
    name: 'settings-models-none-chosen',
    rare: true,
    path: async (page) => `/${await organizationWith(page.request, 'None chosen', [])}/settings/models`,
    heading: 'Models',
    open: (page) => page.getByText('No model would answer. The step would fail.').waitFor(),
  },
  {
    name: 'settings-models-faults',
    rare: true,
    path: async (page) => `/${await organizationWith(page.request, 'Faults', [])}/settings/models`,
    heading: 'Models',
    open: async (page) => {
      await page.getByRole('button', { name: 'sonnet' }).click();
      await page.getByRole('button', { name: 'Another alias' }).click();
      await page.getByRole('button', { name: 'Review and save' }).click();
      await page.getByText('This cannot be saved yet').waitFor();
    },
  },
  {
    name: 'settings-models-review',
    path: async (page) => `/${await withAChain(page)}/settings/models`,
    heading: 'Models',
    open: async (page) => {
      await page.getByRole('button', { name: 'Set our own' }).click();
      await choose(page, 'Default', 'House');
      await (await review(page)).getByText('Runs again').waitFor();
    },
  },
  {
    name: 'settings-sub-organizations',
    path: async (page) => `/${await withAChild(page)}/settings/sub-organizations`,
    heading: 'Sub-organisations',
    open: (page) => page.getByText('None of its own').waitFor(),
  },
  {
    name: 'settings-sub-organizations-new',
    rare: true,
    path: async (page) =>
      `/${await organizationWith(page.request, 'Childless', [])}/settings/sub-organizations`,
    heading: 'Sub-organisations',
    open: async (page) => {
      await page.getByText('No sub-organisations yet').waitFor();
      await openDialog(page, page.getByRole('button', { name: 'New sub-organisation' }));
    },
  },
  { name: 'settings-connections', path: '/demo/settings/connections', heading: 'Connections' },
  {
    name: 'settings-connections-new',
    path: '/demo/settings/connections',
    heading: 'Connections',
    open: async (page) => {
      await page.getByRole('button', { name: 'New connection' }).first().click();
      const dialog = page.getByRole('dialog', { name: 'New connection' });
      await dialog.getByLabel('Origin').fill('http://127.0.0.1:9999');
      await dialog.getByLabel('Name').fill('Astray');
      await dialog.getByRole('button', { name: 'Add the connection' }).click();
      await dialog.getByText(/Only public addresses/).waitFor();
    },
  },
  {
    name: 'settings-connections-tested',
    rare: true,
    path: '/demo/settings/connections',
    heading: 'Connections',
    open: async (page) => {
      await page.getByRole('button', { name: 'Test Demonstration orders (sandbox)' }).click();
      const dialog = page.getByRole('dialog', { name: 'Test Demonstration orders (sandbox)' });
      await dialog.getByLabel('Path').fill('/demo');
      await dialog.getByRole('button', { name: 'Test connection' }).click();
      await dialog.getByText('It answered 200.').waitFor();
    },
  },
  { name: 'settings-tools', path: '/demo/settings/tools', heading: 'Tools' },
  {
    name: 'settings-tools-edit',
    path: '/demo/settings/tools',
    heading: 'Tools',
    open: async (page) => {
      await page.getByRole('button', { name: 'Actions for get_order' }).click();
      await page.getByRole('menuitem', { name: 'Edit' }).click();
      await page.getByRole('button', { name: 'Add an argument' }).waitFor();
    },
  },
  {
    name: 'settings-tools-tried',
    rare: true,
    path: '/demo/settings/tools',
    heading: 'Tools',
    open: async (page) => {
      await page.getByRole('button', { name: 'Try get_order' }).click();
      const dialog = page.getByRole('dialog', { name: 'Try get_order' });
      await dialog.getByLabel('Arguments').fill('{"id": "A-1001"}');
      await dialog.getByRole('button', { name: 'Try it' }).click();
      await dialog.getByText('Ada Lovelace').waitFor();
    },
  },
  { name: 'settings-api-keys', path: '/demo/settings/api-keys', heading: 'API keys' },
  {
    name: 'settings-api-keys-new',
    path: '/demo/settings/api-keys',
    heading: 'API keys',
    open: (page) => openDialog(page, page.getByRole('button', { name: 'New key' })),
  },
  { name: 'settings-audit', path: '/demo/settings/audit', heading: 'Audit' },
  { name: 'settings-system', path: '/demo/settings/system', heading: 'System' },
];

/** One step asks the organisation default. */
async function withAChain(page: Page): Promise<string> {
  const organization = await organizationWith(page.request, 'Reviewed', [sandbox('House')]);
  await workflowOf(page.request, organization, ['default']);
  return organization;
}

async function withAChild(page: Page): Promise<string> {
  const parent = await organizationWith(page.request, 'Parent', []);
  await askGraphql(
    page.request,
    `mutation ($name: String!) {
      createSubOrganization(input: { name: $name }) { ... on CreateSubOrganizationPayload { slug } }
    }`,
    { name: `Child of ${parent}` },
    parent,
  );
  return parent;
}
