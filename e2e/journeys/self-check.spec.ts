import { processOf } from '../stack/running-stack.ts';
import { expect, test } from './test.ts';

test("the steps of a self-check arrive one by one, unbuffered, through the web's own origin", async ({
  page,
}) => {
  await page.goto('/demo/settings/system');
  await expect(page.getByText('Its steps appear here while they happen.')).toBeVisible();
  // Notes how many steps are shown whenever that changes.
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(window, { seen });
    new MutationObserver(() => {
      const count = document.querySelectorAll('ol[aria-label="Steps"] > li').length;
      if (count !== seen.at(-1)) seen.push(count);
    }).observe(document.body, { subtree: true, childList: true });
  });
  const streaming = page.waitForResponse(
    (response) => response.headers()['content-type']?.includes('text/event-stream') ?? false,
  );
  // Nothing happens before the page listens.
  process.kill(processOf('worker'), 'SIGSTOP');
  await page.getByRole('button', { name: 'Run the self-check' }).click();
  const headers = await (await streaming).allHeaders();
  process.kill(processOf('worker'), 'SIGCONT');
  expect(headers['content-encoding']).toBeUndefined();

  const steps = page.getByRole('list', { name: 'Steps' }).getByRole('listitem');
  await expect(page.locator('main').getByRole('status').getByText('Passed')).toBeVisible();
  await expect(steps).toHaveCount(5);
  const seen = await page.evaluate(() => Reflect.get(window, 'seen') as number[]);
  // A durable timer stands between the second and the third: a page that shows both at once has waited for all.
  expect(seen).toContain(2);
  expect(seen).toEqual(seen.toSorted((one, other) => one - other));

  for (const part of ['API', 'Worker', 'PostgreSQL', 'Restate'])
    await expect(page.getByRole('listitem').filter({ hasText: new RegExp(`^${part}Healthy`) })).toBeVisible();
});
