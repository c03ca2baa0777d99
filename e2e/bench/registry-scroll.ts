import { type Browser, chromium, type Page } from '@playwright/test';
import pg from 'pg';
import { browserOptions } from '../browser.ts';
import { type Figure, timings } from './figure.ts';
import type { Ground } from './ground.ts';
import { seedRegistry } from './seed-registry.ts';
import { median } from './statistics.ts';

const size = { models: 2_000, organizations: 1, modelsEach: 0, workflows: 100 };
const viewport = { width: 1440, height: 900 };
/** Rows are 56 pixels high: at 60 frames a second some 170 of them go by in each second. */
const pixelsPerFrame = 160;

/** The Models page from its top to its end and back, beside the same rows as a table that is nothing but HTML. */
export async function registryScroll({ stack, person, databaseUrl }: Ground): Promise<Figure[]> {
  const { slug } = await person.change<{ slug: string }>('createOrganization', { name: 'Scrolled' }, 'slug');
  await seed(databaseUrl, slug);
  const browser = await chromium.launch(await browserOptions());
  try {
    const page = await openPage(browser, stack.url, person.headers.cookie ?? '');
    await page.goto(`${stack.url}/${slug}/models?type=custom`);
    await page.locator('.row-link').first().waitFor();
    const rows = Number(await page.getByRole('table').getAttribute('aria-rowcount')) - 1;
    const down = await scroll(page, pixelsPerFrame, rows);
    const up = await scroll(page, -pixelsPerFrame, rows);

    const bare = await browser.newPage({ viewport });
    await bare.setContent(bareTable(rows));
    const bareDown = await scroll(bare, pixelsPerFrame, rows);
    const bareUp = await scroll(bare, -pixelsPerFrame, rows);
    return [...framesOf('down, reading on', down, bareDown), ...framesOf('back up', up, bareUp)];
  } finally {
    await browser.close();
  }
}

async function seed(databaseUrl: string, slug: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>('select id from organization where slug = $1', [
      slug,
    ]);
    const id = rows[0]?.id;
    if (!id) throw new Error(`There is no organisation ${slug}.`);
    await seedRegistry(client, id, size);
  } finally {
    await client.end();
  }
}

async function openPage(browser: Browser, url: string, cookies: string): Promise<Page> {
  const context = await browser.newContext({ viewport });
  await context.addCookies(
    cookies.split('; ').map((cookie) => {
      const [name = '', ...value] = cookie.split('=');
      return { name, value: value.join('='), url };
    }),
  );
  return context.newPage();
}

/** How long each frame took, until the end stays the end and the given number of rows has been in reach. */
function scroll(page: Page, pixels: number, rows: number): Promise<number[]> {
  return page.evaluate(
    ({ pixels, rows }) =>
      new Promise<number[]>((resolve, reject) => {
        const frames: number[] = [];
        const patience = performance.now() + 120_000;
        let before = performance.now();
        // What is hidden stands for rows that are not drawn.
        const row = document.querySelector('tbody tr:not([aria-hidden])');
        const rowHeight = row?.getBoundingClientRect().height ?? 0;
        function frame(now: number) {
          frames.push(now - before);
          before = now;
          const { scrollTop, scrollHeight, clientHeight } = document.documentElement;
          const atEnd = pixels < 0 ? scrollTop === 0 : scrollTop + clientHeight >= scrollHeight - 1;
          const isAll = scrollHeight >= rows * rowHeight;
          if (atEnd && isAll) return resolve(frames.slice(1));
          if (now > patience) return reject(new Error(`The end of ${rows} rows was not reached.`));
          window.scrollBy({ top: pixels, behavior: 'instant' });
          requestAnimationFrame(frame);
        }
        requestAnimationFrame(frame);
      }),
    { pixels, rows },
  );
}

/** As many rows with as many columns of text, all of them drawn, and not a line of script. */
function bareTable(rows: number): string {
  const cells = [
    'Llama measured 0123456789',
    'OpenAI-compatible',
    'JSON',
    '128K',
    '$0.30',
    'Passed',
    'Not used',
    'Active',
  ];
  const row = `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  return `<!doctype html><style>td { height: 56px; padding: 0 8px; border-bottom: 1px solid #ddd }</style>
    <table cellspacing="0" width="100%"><tbody>${row.repeat(rows)}</tbody></table>`;
}

function framesOf(direction: string, frames: readonly number[], bare: readonly number[]): Figure[] {
  const what = 'a bare table of as many rows';
  return [
    timings(`frame of ${size.models} models, ${direction}`, frames, { what, value: median(bare) }),
    {
      name: `longest frame of ${size.models} models, ${direction}`,
      unit: 'ms',
      value: Math.max(...frames),
      beside: { what, value: Math.max(...bare) },
    },
  ];
}
