import { createBuilder } from '../stack/builder.ts';
import { createCaller, enter } from '../stack/caller.ts';
import { startStack } from '../stack/start-stack.ts';
import { chainInSight, choose, openPolicy, review, save } from './policy.ts';
import { expect, signedOut, test, watch } from './test.ts';

test('custom models only: the preview names the steps that stop, and then no platform model is offered or asked', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  // Platform models answer only where the operator has a key: a stack of its own has one, of nobody.
  const stack = await startStack({ env: { OPENROUTER_API_KEY: 'a-key-of-nobody' } });
  try {
    const headers = await enter(stack.url, stack.entryLink);
    const builder = await createBuilder(createCaller(stack.url, headers), 'Exclusive');
    await builder.addModel(`http://127.0.0.1:${stack.basePort + 7}`, 'sandbox-fast');
    const { project } = await builder.caller.change<{ project: { id: string } }>(
      'createProject',
      { name: 'Seen' },
      'project { id }',
    );
    const { workflow } = await builder.caller.change<{ workflow: { id: string } }>(
      'createWorkflow',
      { projectId: project.id, name: 'Chain', graph: chainInSight(['x-ai/grok-4', 'sandbox-fast']) },
      'workflow { id }',
    );
    const context = await browser.newContext({ baseURL: stack.url, storageState: signedOut });
    const complaints = watch(context, stack.url);
    await context.addCookies(cookiesOf(headers.cookie ?? '', stack.url));
    const page = await context.newPage();

    await openPolicy(page, builder.slug);
    await page.getByRole('button', { name: 'Set our own' }).click();
    await choose(page, 'Default', 'sandbox-fast');
    await page.getByRole('checkbox', { name: 'Only use our custom models' }).click();
    const preview = await review(page);
    await expect(preview.getByText('1 step would stop')).toBeVisible();
    const stopped = preview.getByRole('listitem').filter({ hasText: 'Stops' });
    await expect(stopped).toContainText('Prompt 1');
    await expect(stopped).toContainText('Grok 4 → nobody');
    await save(page, preview);

    await page.goto(`/${builder.slug}/models`);
    await expect(page.getByText('Platform models are excluded')).toBeVisible();
    await page.goto(`/${builder.slug}/workflows/${encodeURIComponent(workflow.id)}`);
    await page.locator('.react-flow__node').nth(2).click();
    const picker = page.getByRole('combobox', { name: 'Model' });
    await picker.click();
    await expect(page.getByRole('option', { name: /sandbox-fast/ }).first()).toBeVisible();
    await expect(page.getByText(/models hidden: .*custom models only/)).toBeVisible();
    await expect(page.getByRole('option', { name: /Grok/ })).toHaveCount(0);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Who answers each step' }).click();
    const answers = page.getByRole('dialog', { name: 'Who answers each step' });
    await expect(answers.getByRole('region', { name: 'Prompt 1' })).toContainText('No model would answer');
    await expect(answers.getByRole('region', { name: 'Prompt 2' })).toContainText('The step names it.');
    expect(complaints).toEqual([]);
    await context.close();
  } finally {
    await stack.stop();
  }
});

function cookiesOf(header: string, url: string) {
  return header.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
  });
}
