import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { browserOptions } from '../browser.ts';
import { watchRequests } from '../settled.ts';
import type { Figure } from './figure.ts';
import type { Ground } from './ground.ts';

const routes = {
  'sign-in': { path: '/sign-in', atMost: 180 },
  models: { path: '/demo/models', atMost: 260 },
  workflows: { path: '/demo/workflows', atMost: 260 },
  runs: { path: '/demo/runs', atMost: 260 },
  builder: { path: '/demo/workflows', atMost: 360 },
} as const;

/** The JavaScript that a first visit of each route loads until nothing moves any more, gzipped, beside what it may be. */
export async function scripts({ stack, person }: Ground): Promise<Figure[]> {
  const browser = await chromium.launch(await browserOptions());
  try {
    const figures: Figure[] = [];
    for (const [name, { path, atMost }] of Object.entries(routes)) {
      const context = await browser.newContext();
      if (name !== 'sign-in')
        await context.addCookies(
          (person.headers.cookie ?? '').split('; ').map((cookie) => {
            const [key = '', ...value] = cookie.split('=');
            return { name: key, value: value.join('='), url: stack.url };
          }),
        );
      let address = stack.url + path;
      if (name === 'builder') {
        const finder = await context.newPage();
        await finder.goto(address);
        const link = finder.getByRole('table').getByRole('link').first();
        address = stack.url + ((await link.getAttribute('href')) ?? '');
        await finder.close();
      }
      const page = await context.newPage();
      const sizes: Promise<number>[] = [];
      page.on('response', (response) => {
        if (response.request().resourceType() === 'script')
          sizes.push(response.body().then((body) => gzipSync(body).length));
      });
      const settled = watchRequests(page);
      await page.goto(address);
      if (name === 'builder') await page.locator('.react-flow__node').first().waitFor();
      await settled();
      const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
      const beside = { what: 'the most it may be', value: atMost };
      figures.push({ name: `JavaScript of ${name}, gzipped`, unit: 'kB', value: total / 1_000, beside });
      await context.close();
    }
    return figures;
  } finally {
    await browser.close();
  }
}
