import type { Page } from '@playwright/test';
import { askGraphql } from './graphql.ts';
import { addWorkflow, chainInSight, choose, publish, review, workflowOf } from './policy.ts';
import { deleteModel, fireworks, openAi, organizationWith, sandbox, together } from './registry.ts';
import { chooseProvider, openAddForm, sandboxUrl } from './model-form.ts';
import { createWorkflow } from './canvas.ts';
import { names, pathToEveryKind } from './every-kind.ts';
import { withTwoVersions } from './versions.ts';
import { askingGraph, longKinds, runOf, waitingRun } from './run.ts';
import { chainOf } from '../stack/chain.ts';
import { fileFromElsewhere, openImport } from './workflow-file.ts';

export interface Screen {
  name: string;
  path: string | ((page: Page) => Promise<string>);
  /** Its first-level heading: what is looked at only after it stands there. */
  heading: string | RegExp;
  signedOut?: boolean;
  /** What is opened on the page before it is looked at. */
  open?(page: Page): Promise<void>;
  status?: number;
}

/** Every screen that a person can come to. A new page gets its row here. */
export const screens: readonly Screen[] = [
  { name: 'sign-in', path: '/sign-in', heading: 'Sign in', signedOut: true },
  { name: 'enter', path: '/enter', heading: 'This link does not sign you in', signedOut: true },
  { name: 'invitation', path: '/invitation', heading: 'This invitation does not work', signedOut: true },
  {
    name: 'reset-password',
    path: '/reset-password#a-token',
    heading: 'Choose a new password',
    signedOut: true,
  },
  { name: 'setup', path: '/setup', heading: /Set up|set up/, signedOut: true },
  { name: 'not-found', path: '/there/is/no/such/page', heading: 'There is no such page', status: 404 },
  { name: 'account', path: '/account', heading: 'Your account' },
  { name: 'models', path: '/demo/models', heading: 'Models' },
  {
    name: 'models-of-several-providers',
    path: async (page) => `/${await severalProviders(page)}/models?type=custom&sort=-created`,
    heading: 'Models',
    open: async (page) => {
      await page.getByRole('link', { name: 'Ticket sorter' }).waitFor();
      await page.getByRole('button', { name: 'Provider', exact: true }).click();
    },
  },
  {
    name: 'models-none-found',
    path: '/demo/models?capability=vision&health=failed&search=nothing+of+this+name',
    heading: 'Models',
    open: (page) => page.getByText('still none').first().waitFor(),
  },
  {
    name: 'models-none-yet',
    path: async (page) => `/${await organizationWith(page.request, 'Nothing yet', [])}/models?type=custom`,
    heading: 'Models',
    open: (page) =>
      page
        .getByRole('button', { name: /^Set up/ })
        .first()
        .waitFor(),
  },
  {
    name: 'models-add',
    path: '/demo/models',
    heading: 'Models',
    open: async (page) => {
      await openAddForm(page);
      await page.getByLabel('Base URL').waitFor();
    },
  },
  {
    name: 'models-add-key-pair',
    path: '/demo/models',
    heading: 'Models',
    open: async (page) => {
      await chooseProvider(page, await openAddForm(page), 'Bedrock');
      await page.getByLabel('Access Key ID').waitFor();
    },
  },
  {
    name: 'models-add-bearer-token',
    path: '/demo/models',
    heading: 'Models',
    open: async (page) => {
      await chooseProvider(page, await openAddForm(page), 'Bedrock');
      await page.getByLabel('Authentication Method').click();
      await page.getByRole('option', { name: /Bearer Token/ }).click();
      await page.getByLabel('Bedrock API Key', { exact: true }).waitFor();
    },
  },
  {
    name: 'models-add-failed',
    path: '/demo/models',
    heading: 'Models',
    open: async (page) => {
      const form = await openAddForm(page);
      await form.getByLabel('Base URL').fill(sandboxUrl());
      await form.getByLabel('API Key').fill('wrong');
      await form.getByLabel('Provider Model ID').fill('sandbox-text');
      await form.getByRole('button', { name: 'Test connection' }).click();
      await form.getByText('Connection test failed').waitFor();
    },
  },
  {
    name: 'models-add-contradicted',
    path: '/demo/models',
    heading: 'Models',
    open: async (page) => {
      const form = await openAddForm(page);
      await form.getByLabel('Base URL').fill(sandboxUrl());
      await form.getByLabel('Provider Model ID').fill('sandbox-text');
      await form.getByLabel('Input cost/token (USD)').fill('0.003');
      await form.getByRole('button', { name: 'Detect capabilities' }).click();
      await form.getByRole('button', { name: 'Use what was found' }).waitFor();
    },
  },
  { name: 'model', path: '/demo/models/sandbox-fast', heading: 'Sandbox fast' },
  {
    name: 'model-platform',
    path: `/demo/models/${encodeURIComponent('openai/gpt-5.4')}`,
    heading: 'GPT 5.4',
  },
  {
    name: 'model-tests',
    path: '/demo/models/sandbox-429',
    heading: 'Sandbox 429',
    open: async (page) => {
      await page.getByRole('button', { name: 'Test', exact: true }).click();
      await page.getByText('Connection test failed').waitFor();
      await page.getByRole('row').filter({ hasText: 'Failed' }).first().waitFor();
    },
  },
  {
    name: 'model-changes',
    path: '/demo/models/sandbox-smart',
    heading: 'Sandbox smart',
    open: async (page) => {
      await page.getByRole('tab', { name: 'Changes' }).click();
      await page.getByRole('row').filter({ hasText: 'Added' }).waitFor();
    },
  },
  {
    name: 'model-usage',
    path: '/demo/models/sandbox-fast',
    heading: 'Sandbox fast',
    open: async (page) => {
      await page.getByRole('tab', { name: /Used by/ }).click();
      await page.getByText(/No workflow uses it|Named by/).waitFor();
    },
  },
  {
    name: 'model-delete-unused',
    path: async (page) => `/${await organizationWith(page.request, 'Unused', [sandbox('Old')])}/models/old`,
    heading: 'Old',
    open: async (page) => {
      await page.getByRole('button', { name: 'Delete' }).click();
      await page.getByText('No active workflow uses it.').waitFor();
    },
  },
  {
    name: 'model-delete',
    path: async (page) => `/${(await withOldModel(page)).organization}/models/old`,
    heading: 'Old',
    open: async (page) => {
      await page.getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('combobox', { name: 'The model for all of them' }).waitFor();
    },
  },
  {
    name: 'model-delete-step-by-step',
    path: async (page) => `/${(await withOldModel(page)).organization}/models/old`,
    heading: 'Old',
    open: async (page) => {
      await page.getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('radio', { name: 'Choose step by step' }).click();
      await page.getByText('Show the step').first().click();
    },
  },
  {
    name: 'model-switch-off',
    path: async (page) => `/${(await withOldModel(page)).organization}/models/old`,
    heading: 'Old',
    open: async (page) => {
      await page.getByRole('switch', { name: 'Active' }).click();
      await page.getByRole('radio', { name: 'Leave them as they are' }).click();
      await page.getByText('4 steps would stop').waitFor();
    },
  },
  {
    name: 'model-narrowed',
    path: async (page) => `/${(await withOldModel(page)).organization}/models/old`,
    heading: 'Old',
    open: async (page) => {
      await page.getByRole('button', { name: 'Edit' }).click();
      await page.getByRole('switch', { name: 'JSON mode' }).click();
      await page.getByRole('button', { name: 'Save model' }).click();
      await page.getByText('2 steps would stop').waitFor();
    },
  },
  {
    name: 'model-tried',
    path: '/demo/models/sandbox-smart',
    heading: 'Sandbox smart',
    open: async (page) => {
      for (const extra of ['System prompt', 'Image', 'Tool', 'Reasoning'])
        await page.getByRole('button', { name: extra, exact: true }).click();
      await page.getByRole('button', { name: 'Image', exact: true }).click();
      await page.getByLabel('Prompt', { exact: true }).fill('Use the get_weather tool.');
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByText('Would call').waitFor();
      await page.getByText('First token').waitFor();
    },
  },
  { name: 'workflows', path: '/demo/workflows', heading: 'Workflows' },
  {
    name: 'workflows-new',
    path: '/demo/workflows',
    heading: 'Workflows',
    open: (page) => page.getByRole('button', { name: 'New workflow' }).click(),
  },
  {
    name: 'workflows-import',
    path: '/demo/workflows',
    heading: 'Workflows',
    open: (page) => page.getByRole('button', { name: 'Import', exact: true }).click(),
  },
  {
    name: 'workflows-import-mapping',
    path: '/demo/workflows',
    heading: 'Workflows',
    open: async (page) => {
      const dialog = await openImport(page, fileFromElsewhere('look_elsewhere'));
      await dialog.getByText('Will be made').waitFor();
    },
  },
  {
    name: 'workflows-import-faults',
    path: '/demo/workflows',
    heading: 'Workflows',
    open: async (page) => {
      const text = fileFromElsewhere('look_elsewhere')
        .replace('"prompt"', '"shell"')
        .replace('"GET"', '"STEAL"');
      const dialog = await openImport(page, text);
      await dialog.getByRole('alert').waitFor();
    },
  },
  {
    name: 'workflows-duplicate',
    path: '/demo/workflows',
    heading: 'Workflows',
    open: async (page) => {
      await page
        .getByRole('button', { name: 'Actions for Summarise and answer', exact: true })
        .last()
        .click();
      await page.getByRole('menuitem', { name: 'Duplicate' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'workflow-empty',
    path: async (page) => `/demo/workflows/${encodeURIComponent(await emptyWorkflow(page))}`,
    heading: 'On the canvas',
    open: async (page) => {
      const all = page.getByRole('button', { name: /^See all/ });
      // On a narrow screen there is no canvas.
      if (page.viewportSize()?.width !== 390) await all.waitFor();
    },
  },
  {
    name: 'workflow-templates',
    path: async (page) => `/demo/workflows/${encodeURIComponent(await emptyWorkflow(page))}`,
    heading: 'On the canvas',
    open: async (page) => {
      await page.getByRole('button', { name: /^See all/ }).click();
      await page
        .getByRole('dialog', { name: 'Templates' })
        .getByRole('button', { name: /^Classify/ })
        .waitFor();
    },
  },
  {
    name: 'workflow',
    path: async (page) => `/demo/workflows/${encodeURIComponent((await demonstrationWorkflow(page)).id)}`,
    heading: 'Summarise and answer',
    open: async (page) => {
      const step = page.locator('.react-flow__node').nth(1);
      // On a narrow screen a list stands in place of the canvas.
      if (await step.isVisible()) await step.click();
    },
  },
  {
    name: 'workflow-step-prompt',
    path: pathToEveryKind,
    heading: 'On the canvas',
    open: async (page) => {
      await page.getByRole('group', { name: names.prompt, exact: true }).click();
      await page.getByRole('complementary', { name: 'Details' }).getByLabel('Name').waitFor();
    },
  },
  {
    name: 'workflow-step-note',
    path: pathToEveryKind,
    heading: 'On the canvas',
    open: async (page) => {
      await page.getByRole('group', { name: /^Note: / }).click();
      await page.getByRole('complementary', { name: 'Details' }).getByLabel('Name').waitFor();
    },
  },
  {
    name: 'workflow-versions',
    path: async (page) => `/demo/workflows/${encodeURIComponent(await withTwoVersions(page.request))}`,
    heading: 'On the canvas',
    open: async (page) => {
      await page.getByRole('button', { name: 'Versions', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: 'Versions' });
      await dialog.getByRole('button', { name: /Version 2/ }).click();
      await dialog.getByText('1 change', { exact: true }).waitFor();
    },
  },
  {
    name: 'workflow-publish',
    path: async (page) => `/demo/workflows/${encodeURIComponent(await withTwoVersions(page.request))}`,
    heading: 'On the canvas',
    open: async (page) => {
      const publish = page.getByRole('button', { name: 'Publish', exact: true });
      // On a narrow screen nothing is published.
      if (!(await publish.isVisible())) return;
      await publish.click();
      await page.getByRole('dialog', { name: 'Publish version 3?' }).getByLabel('Message').waitFor();
    },
  },
  {
    name: 'workflows-needing-attention',
    path: async (page) => `/${(await withoutOldModel(page)).organization}/workflows`,
    heading: 'Workflows',
    open: async (page) => {
      await page.getByText('2 steps fail').waitFor();
      await page.getByRole('tab', { name: 'Needs attention (1)' }).click();
      await page.getByRole('link', { name: 'Replace the model of Prompt 1' }).waitFor();
    },
  },
  {
    name: 'workflow-needing-attention',
    path: async (page) => {
      const { organization, workflowId } = await withoutOldModel(page);
      return `/${organization}/workflows/${encodeURIComponent(workflowId)}?step=p1`;
    },
    heading: 'Ticket triage',
    open: (page) => page.getByText('Live, no model answers this step any more').waitFor(),
  },
  { name: 'runs', path: '/demo/runs', heading: 'Runs' },
  {
    name: 'run',
    path: async (page) => `/demo/runs/${encodeURIComponent(await finishedRun(page))}`,
    heading: /Summarise and answer/,
  },
  {
    name: 'run-receipt',
    path: async (page) => {
      const organization = await organizationWith(page.request, 'Receipt', [
        { ...sandbox('Busy'), providerModelId: 'sandbox-429' },
        sandbox('Spare'),
      ]);
      await askGraphql(
        page.request,
        `mutation { updateModelPolicy(input: { expectedRevision: 0, change: { default: "busy", fallback: "spare" } }) {
          ... on Error { message } } }`,
        {},
        organization,
      );
      return `${await runOf(page.request, organization, chainOf(['busy']))}?step=p1`;
    },
    heading: /Chain/,
    open: (page) => page.getByRole('region', { name: 'Attempts' }).waitFor(),
  },
  {
    name: 'run-waiting',
    path: async (page) => `${(await waitingRun(page)).path}?step=ask`,
    heading: /Chain/,
    open: (page) => page.getByRole('button', { name: 'Approve' }).first().waitFor(),
  },
  {
    name: 'approvals',
    path: async (page) => `/${(await waitingRun(page)).organization}/runs/approvals`,
    heading: 'Approvals',
    open: (page) => page.getByText('Send "a newsletter" to everybody?').first().waitFor(),
  },
  {
    name: 'step-map',
    path: async (page) =>
      `/demo/workflows/${encodeURIComponent(await createWorkflow(page.request, longKinds))}?step=each`,
    heading: 'On the canvas',
    open: async (page) => {
      // On a narrow screen the workflow is read only.
      await page.getByText('Each of them').first().waitFor();
    },
  },
  {
    name: 'step-approval',
    path: async (page) =>
      `/demo/workflows/${encodeURIComponent(await createWorkflow(page.request, askingGraph))}?step=ask`,
    heading: 'On the canvas',
    open: (page) => page.getByText('May it go out?').first().waitFor(),
  },
  { name: 'settings-budgets', path: '/demo/settings/budgets', heading: 'Budgets' },
  { name: 'settings-general', path: '/demo/settings/general', heading: 'General' },
  { name: 'settings-members', path: '/demo/settings/members', heading: 'Members' },
  {
    name: 'settings-members-invite',
    path: '/demo/settings/members',
    heading: 'Members',
    open: (page) => page.getByRole('button', { name: 'Invite' }).first().click(),
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
    path: async (page) => `/${await organizationWith(page.request, 'None chosen', [])}/settings/models`,
    heading: 'Models',
    open: (page) => page.getByText('No model would answer. The step would fail.').waitFor(),
  },
  {
    name: 'settings-models-faults',
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
    path: async (page) =>
      `/${await organizationWith(page.request, 'Childless', [])}/settings/sub-organizations`,
    heading: 'Sub-organisations',
    open: async (page) => {
      await page.getByText('No sub-organisations yet').waitFor();
      await page.getByRole('button', { name: 'New sub-organisation' }).first().click();
    },
  },
  {
    name: 'workflow-who-answers',
    path: async (page) => {
      const organization = await organizationWith(page.request, 'Who answers', [sandbox('House')]);
      return workflowOf(page.request, organization, ['house', 'default']);
    },
    heading: 'Chain',
    open: async (page) => {
      await page.getByRole('button', { name: 'Who answers each step' }).click();
      await page.getByText('The step names it.').waitFor();
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
    open: (page) => page.getByRole('button', { name: 'New key' }).first().click(),
  },
  { name: 'settings-audit', path: '/demo/settings/audit', heading: 'Audit' },
  { name: 'settings-system', path: '/demo/settings/system', heading: 'System' },
  {
    name: 'command-palette',
    path: '/demo/settings/general',
    heading: 'General',
    open: (page) => page.keyboard.press('Control+k'),
  },
];

function severalProviders(page: Page): Promise<string> {
  return organizationWith(page.request, 'Several providers', [
    fireworks('Ticket sorter'),
    together('Contract viewer with a name that is longer than the room that there is for it'),
    openAi('Drawing viewer'),
  ]);
}

/** One step asks the organisation default. */
async function withAChain(page: Page): Promise<string> {
  const organization = await organizationWith(page.request, 'Reviewed', [sandbox('House')]);
  await workflowOf(page.request, organization, ['default']);
  return organization;
}

/** Two steps name a model that another one could stand in for; one of them wants JSON of it. */
async function withOldModel(page: Page): Promise<{ organization: string; workflowId: string }> {
  const organization = await organizationWith(page.request, 'Old model', [sandbox('Old'), sandbox('House')]);
  const chain = chainInSight(['old', 'old']);
  const output = { kind: 'json', schema: { type: 'object' }, mode: 'native' };
  const nodes = chain.nodes.map((node) =>
    node.id === 'p1' ? { ...node, data: { ...node.data, output } } : node,
  );
  const graph = { ...chain, nodes };
  const workflowId = await addWorkflow(page.request, organization, graph, 'Ticket triage');
  await publish(page.request, organization, workflowId);
  return { organization, workflowId };
}

/** The same, once the model was deleted and nobody gave the steps another. */
async function withoutOldModel(page: Page): ReturnType<typeof withOldModel> {
  const made = await withOldModel(page);
  await deleteModel(page.request, made.organization, 'old');
  return made;
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

async function demonstrationWorkflow(page: Page): Promise<{ id: string }> {
  const { organization } = await askGraphql<{
    organization: { workflows: { nodes: { id: string; name: string }[] } };
  }>(page.request, '{ organization { workflows(first: 50, search: "Summarise") { nodes { id name } } } }');
  const found = organization.workflows.nodes.find(({ name }) => name === 'Summarise and answer');
  if (!found) throw new Error('The demonstration has no workflow.');
  return found;
}

async function finishedRun(page: Page): Promise<string> {
  const { startRun } = await askGraphql<{ startRun: { run: { id: string } } }>(
    page.request,
    `mutation ($workflow: ID!, $input: JSON!) {
      startRun(input: { workflowId: $workflow, input: $input, idempotencyKey: "a look at the run page" }) {
        ... on StartRunPayload { run { id } }
      }
    }`,
    {
      workflow: (await demonstrationWorkflow(page)).id,
      input: { text: 'A patchbay wires any source to any input.', question: 'What does it wire?' },
    },
  );
  const { id } = startRun.run;
  const status = async () =>
    (
      await askGraphql<{ run: { status: string } }>(
        page.request,
        'query ($id: ID!) { run(id: $id) { status } }',
        { id },
      )
    ).run.status;
  while (['QUEUED', 'RUNNING'].includes(await status())) await page.waitForTimeout(100);
  return id;
}

const emptyWorkflow = (page: Page) => createWorkflow(page.request, { version: 1, nodes: [], edges: [] });
