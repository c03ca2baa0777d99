import { processOf } from '../../stack/running-stack.ts';
import { expect, test } from '../test.ts';

for (const part of ['api', 'restate']) {
  test(`a self-check passes, and the page goes on watching it, when the ${part} is killed meanwhile`, async ({
    page,
  }) => {
    await page.goto('/demo/settings/system');
    await page.getByRole('button', { name: 'Run the self-check' }).click();
    const steps = page.getByRole('list', { name: 'Steps' }).getByRole('listitem');
    await expect(steps.first()).toBeVisible();
    process.kill(processOf(part), 'SIGKILL');

    await expect(page.locator('main').getByRole('status').getByText('Passed')).toBeVisible({
      timeout: 25_000,
    });
    await expect(steps).toHaveCount(5);
    expect(await page.getByText('The live connection failed').count()).toBe(0);
  });
}
