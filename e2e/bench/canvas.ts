import { type Browser, chromium, type Page } from '@playwright/test';
import { graphLimits } from '../../schema/workflow-graph.ts';
import { browserOptions } from '../browser.ts';
import { watchRequests } from '../settled.ts';
import { bareCanvas } from './bare-canvas.ts';
import { type Figure, timings } from './figure.ts';
import type { Ground } from './ground.ts';
import { median } from './statistics.ts';

const viewport = { width: 1440, height: 900 };
const sizes = [100, graphLimits.nodes];
/** From where cards are read to where the whole of a large workflow is in view. */
const zooms = [1, 0.5, 0.34, 0.1];

/** Workflows of some and of as many steps as there may be, opened, panned and dragged, beside React Flow's own canvas. */
export async function canvas({ stack, person }: Ground): Promise<Figure[]> {
  const { slug } = await person.change<{ slug: string }>('createOrganization', { name: 'Drawn' }, 'slug');
  const caller = person.with({ 'patchbay-organization': slug });
  const { project } = await caller.change<{ project: { id: string } }>(
    'createProject',
    { name: 'Canvas' },
    'project { id }',
  );
  const browser = await chromium.launch(await browserOptions());
  try {
    const figures: Figure[] = [];
    for (const size of sizes) {
      const { workflow } = await caller.change<{ workflow: { id: string } }>(
        'createWorkflow',
        { projectId: project.id, name: `Of ${size}`, graph: grid(size) },
        'workflow { id }',
      );
      const page = await openPage(browser, stack.url, person.headers.cookie ?? '');
      const ours = await measure(page, () =>
        page.goto(`${stack.url}/${slug}/workflows/${encodeURIComponent(workflow.id)}`),
      );
      const saving = await saved(page);
      await page.context().close();
      const bare = await browser.newPage({ viewport });
      const html = await bareCanvas(size);
      const theirs = await measure(bare, () => bare.setContent(html));
      await bare.close();
      const what = "React Flow's own canvas of as many plain nodes";
      const beside = (values: readonly number[]) => ({ what, value: median(values) });
      figures.push(
        timings(`${size} steps: page to first step drawn`, [ours.opened], beside([theirs.opened])),
        ...zooms.map((zoom, index) =>
          timings(
            `${size} steps: pan frame at zoom ${zoom}`,
            ours.pans[index] ?? [],
            beside(theirs.pans[index] ?? []),
          ),
        ),
        timings(`${size} steps: drag frame`, ours.drag, beside(theirs.drag)),
        timings(`${size} steps: autosave, answered`, [saving.ms]),
        { name: `${size} steps: autosave sends`, unit: 'kB', value: saving.bytes / 1_000 },
      );
    }
    return figures;
  } finally {
    await browser.close();
  }
}

function grid(size: number) {
  const across = Math.ceil(Math.sqrt(size));
  const nodes = Array.from({ length: size }, (_, index) => ({
    id: `n${index}`,
    key: `step_${index}`,
    name: `Step ${index}`,
    kind: 'prompt',
    position: { x: (index % across) * 340, y: Math.floor(index / across) * 150 },
    data: { model: 'default', user: `Go on with ${index}.` },
  }));
  const edges = nodes.slice(1).map(({ id }, index) => ({
    id: `e${index}`,
    source: `n${index}`,
    sourcePort: 'out',
    target: id,
    targetPort: 'in',
  }));
  return { version: 1, nodes, edges };
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

async function measure(page: Page, open: () => Promise<unknown>) {
  const settled = watchRequests(page);
  const begun = performance.now();
  await open();
  await page.locator('.react-flow__node').first().waitFor();
  const opened = performance.now() - begun;
  const pane = await page.locator('.react-flow').boundingBox();
  if (!pane) throw new Error('There is no canvas.');
  const middle = { x: pane.x + pane.width / 2, y: pane.y + pane.height / 2 };
  const pans: number[][] = [];
  for (const zoom of zooms) {
    await zoomTo(page, middle, zoom);
    pans.push(await frames(page, () => wander(page, middle)));
  }
  await zoomTo(page, middle, 0.5);
  const card = await page.locator('.react-flow__node').last().boundingBox();
  const at = card ? { x: card.x + card.width / 2, y: card.y + 10 } : middle;
  // The first look at a step fetches its form: that is no part of dragging.
  await page.mouse.click(at.x, at.y);
  await settled();
  const drag = await frames(page, () => wander(page, at));
  return { opened, pans, drag };
}

/** By the wheel, as people do it. */
async function zoomTo(page: Page, { x, y }: { x: number; y: number }, zoom: number): Promise<void> {
  await page.mouse.move(x, y);
  const now = () =>
    page.evaluate(() => {
      const { transform } = getComputedStyle(
        document.querySelector('.react-flow__viewport') ?? document.body,
      );
      return new DOMMatrix(transform).a;
    });
  for (let turn = 0; turn < 200; turn += 1) {
    const ratio = (await now()) / zoom;
    if (ratio > 0.93 && ratio < 1.07) return;
    await page.mouse.wheel(0, Math.sign(ratio - 1) * Math.min(200, Math.abs(Math.log2(ratio)) * 500));
    await page.waitForTimeout(30);
  }
}

/** Drags to and fro for about a second, whatever lies under the pointer: the canvas itself, or a step. */
async function wander(page: Page, { x, y }: { x: number; y: number }): Promise<void> {
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 40; step += 1)
    await page.mouse.move(x + 160 * Math.sin(step / 6), y + 90 * Math.sin(step / 9));
  await page.mouse.up();
}

/** How long each frame took while something was done. */
async function frames(page: Page, work: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const seen: number[] = [];
    let before = performance.now();
    const frame = (now: number) => {
      seen.push(now - before);
      before = now;
      if (!Object.hasOwn(window, 'framesEnd')) requestAnimationFrame(frame);
    };
    Object.assign(window, { framesSeen: seen });
    requestAnimationFrame(frame);
  });
  await work();
  return page.evaluate(() => {
    const seen: unknown = Reflect.get(window, 'framesSeen');
    Object.assign(window, { framesEnd: true });
    return new Promise<number[]>((resolve) =>
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          Reflect.deleteProperty(window, 'framesEnd');
          resolve(Array.isArray(seen) ? seen.slice(1).map(Number) : []);
        }),
      ),
    );
  });
}

/** One step nudged, until the server has it. */
async function saved(page: Page): Promise<{ bytes: number; ms: number }> {
  const asked = page.waitForRequest(
    (request) => request.method() === 'POST' && (request.postData() ?? '').includes('SaveDraft'),
  );
  await page.locator('.react-flow__node').first().click();
  await page.keyboard.press('Alt+ArrowDown');
  const request = await asked;
  await (await request.response())?.finished();
  const { responseEnd } = request.timing();
  if (responseEnd < 0) throw new Error('The save was not answered.');
  return { bytes: Buffer.byteLength(request.postData() ?? ''), ms: responseEnd };
}
