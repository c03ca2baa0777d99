import { readFile } from 'node:fs/promises';
import { type APIRequestContext, type Page } from '@playwright/test';
import { chain, createWorkflow, openCanvas, saved, savedGraph } from './canvas.ts';
import { askGraphql } from './graphql.ts';
import { type Member, withMember } from './member.ts';
import { expect, test } from './test.ts';
import { withTwoVersions } from './versions.ts';

async function letContribute(request: APIRequestContext, { email }: Member): Promise<void> {
  const { organization } = await askGraphql<{
    organization: {
      projects: { nodes: { id: string }[] };
      members: { nodes: { id: string; person: { email: string } }[] };
    };
  }>(
    request,
    '{ organization { projects(first: 1) { nodes { id } } members(last: 100) { nodes { id person { email } } } } }',
  );
  await askGraphql(
    request,
    `mutation ($project: ID!, $member: ID!) {
      setProjectMember(input: { projectId: $project, memberId: $member, role: CONTRIBUTOR }) { __typename }
    }`,
    {
      project: organization.projects.nodes[0]?.id,
      member: organization.members.nodes.find(({ person }) => person.email === email)?.id,
    },
  );
}

const userPrompt = (page: Page) =>
  page.getByRole('complementary', { name: 'Details' }).getByRole('textbox', { name: 'User prompt' });

async function look(page: Page, step: string): Promise<void> {
  await page.getByRole('group', { name: step, exact: true }).click();
  await expect(userPrompt(page)).toBeVisible();
}

async function write(page: Page, step: string, text: string): Promise<void> {
  await look(page, step);
  await userPrompt(page).fill(text);
}

/** Else each would hear of the other before they are in each other's way. */
async function whileAway(page: Page, work: () => Promise<void>): Promise<void> {
  await page.context().setOffline(true);
  await work();
  await page.context().setOffline(false);
}

const here = (page: Page, name: string) =>
  page.getByRole('button', { name: new RegExp(`^Also here: ${name}`) });

test('two people in one workflow see each other; what does not overlap joins by itself, what does is asked, and nothing typed is lost', async ({
  browser,
  page: ada,
}) => {
  const workflow = await createWorkflow(ada.request, chain(2));
  await withMember(browser, async (member) => {
    const { page: mia, name } = member;
    await letContribute(ada.request, member);
    await openCanvas(ada, workflow);
    await openCanvas(mia, workflow);
    await expect(here(ada, name)).toBeVisible();
    await expect(here(mia, 'Admin')).toBeVisible();

    // The form comes when it is first looked at, and not to somebody who is away.
    for (const page of [ada, mia]) await look(page, 'Prompt 1');
    await whileAway(ada, async () => {
      await write(mia, 'Prompt 2', 'Mia wrote the second.');
      await saved(mia);
      await write(ada, 'Prompt 1', 'Ada wrote the first.');
    });
    await expect(ada.getByText(`Joined with what ${name} changed`).first()).toBeVisible();
    await saved(ada);
    const joined = JSON.stringify(await savedGraph(ada.request, workflow));
    expect(joined).toContain('Ada wrote the first.');
    expect(joined).toContain('Mia wrote the second.');
    // Mia types nothing, and has it all the same.
    await expect(mia.getByText('Admin is changing this draft')).toBeVisible();
    await look(mia, 'Prompt 1');
    await expect(userPrompt(mia)).toHaveText('Ada wrote the first.');

    await whileAway(ada, async () => {
      await write(mia, 'Prompt 2', 'Mia wrote the second anew.');
      await saved(mia);
      await write(ada, 'Prompt 2', 'Ada wrote the second, too.');
    });
    const question = ada.getByRole('dialog', { name: 'Somebody else has changed the same steps' });
    await expect(question).toContainText('Mia wrote the second anew.');
    await mia.context().setOffline(true);
    await question.getByRole('radio', { name: 'Yours' }).click();
    await question.getByRole('button', { name: 'Join as decided' }).click();
    await saved(ada);

    await write(mia, 'Prompt 2', 'Mia thought again.');
    await mia.context().setOffline(false);
    await mia.getByRole('dialog').getByRole('button', { name: 'Keep mine as a copy' }).click();
    await expect(mia).not.toHaveURL(new RegExp(encodeURIComponent(workflow)));
    const copy = decodeURIComponent(new URL(mia.url()).pathname.split('/').at(-1) ?? '');
    expect(JSON.stringify(await savedGraph(ada.request, copy))).toContain('Mia thought again.');
    await expect(here(ada, name)).toBeHidden();

    await ada.getByRole('button', { name: 'Publish', exact: true }).click();
    const dialog = ada.getByRole('dialog', { name: 'Publish version 1?' });
    await expect(dialog).toContainText(`This publishes changes of ${name}, too`);
    await dialog.getByLabel('Message').fill('Both of us');
    await dialog.getByRole('button', { name: 'Publish version 1' }).click();
    await expect(ada.getByText('Version 1 live', { exact: true })).toBeVisible();
  });
});

test('the draft says what it changes of what is live; versions are compared, restored, and the draft brought back', async ({
  page,
}) => {
  const workflow = await withTwoVersions(page.request);
  await openCanvas(page, workflow);
  await page.getByRole('button', { name: /changes since v2/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Versions' });
  await expect(dialog.getByRole('list', { name: 'Changed steps' })).toContainText('Prompt 3');
  await expect(dialog.getByRole('group', { name: 'Prompt 3: added' })).toBeVisible();

  await dialog.getByRole('button', { name: /Version 2/ }).click();
  const compared = dialog.getByRole('region', { name: 'Version 2 compared with Version 1' });
  await expect(compared.getByText('1 change', { exact: true })).toBeVisible();
  await expect(compared.locator('del')).toHaveText(['English']);
  await expect(compared.locator('ins')).toHaveText(['French, politely']);

  await dialog.getByRole('button', { name: /Version 1/ }).click();
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export' }).click();
  const file = await readFile(await (await coming).path(), 'utf8');
  expect(file).toContain('Answer in English.');
  expect(file).not.toContain('Answer in French');

  await dialog.getByRole('button', { name: 'Restore as draft' }).click();
  const question = page.getByRole('alertdialog', { name: 'Restore version 1 as the draft?' });
  await expect(question).toContainText('"Prompt 3"');
  await question.getByRole('button', { name: 'Restore version 1' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: '1 change since v2' })).toBeVisible();
  expect(JSON.stringify(await savedGraph(page.request, workflow))).toContain('Answer in English.');

  await page.getByRole('button', { name: 'Undo: Restore version 1' }).click();
  await saved(page);
  expect((await savedGraph(page.request, workflow)).nodes).toHaveLength(5);
});
