import { type Browser, chromium, type Page } from '@playwright/test';
import { browserOptions } from '../browser.ts';
import { watchRequests } from '../settled.ts';
import { bareCanvas } from './bare-canvas.ts';
import { type Figure, timings, writeTable } from './figure.ts';
import type { Ground } from './ground.ts';
import { median, percentile } from './statistics.ts';

const viewport = { width: 1440, height: 900 };
const sizes = [100, 1_000, 5_000];
const opens = 3;
/** From where the whole is in view, as it opens, to where cards are read. */
const zooms = ['fit', 0.34, 0.5, 1] as const;
/** Where a step is dragged. */
const held: readonly Zoom[] = ['fit', 1];
type Zoom = (typeof zooms)[number];
/** The grid in which the steps stand, and a point on each of them. */
const grid = { x: 340, y: 150, grip: { x: 60, y: 18 } };

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
  const session = { url: stack.url, cookies: person.headers.cookie ?? '' };
  try {
    const figures: Figure[] = [];
    for (const size of sizes) {
      const { workflow } = await caller.change<{ workflow: { id: string } }>(
        'createWorkflow',
        { projectId: project.id, name: `Of ${size}`, graph: graphOf(size) },
        'workflow { id }',
      );
      const address = `${stack.url}/${slug}/workflows/${encodeURIComponent(workflow.id)}`;
      const html = await bareCanvas(size);
      const ours: Opened[] = [];
      const theirs: Opened[] = [];
      for (let time = 1; time < opens; time += 1) {
        ours.push(await inPage(browser, (page) => opened(page, () => page.goto(address)), session));
        theirs.push(await inPage(browser, (page) => opened(page, () => page.setContent(html))));
      }
      const [moved, saving] = await inPage(
        browser,
        async (page) => {
          ours.push(await opened(page, () => page.goto(address)));
          return [await moves(page, size), await saved(page, size)] as const;
        },
        session,
      );
      const bare = await inPage(browser, async (page) => {
        theirs.push(await opened(page, () => page.setContent(html)));
        return moves(page, size);
      });
      const beside = (values: readonly number[]) => ({
        what: `React Flow's own canvas of as many plain nodes (p95 ${percentile(values, 0.95).toFixed(0)})`,
        value: median(values),
      });
      const compared = (what: string, mine: readonly number[], other: readonly number[]) =>
        timings(`${size} steps: ${what}`, mine, beside(other));
      const found = [
        compared('page to steps painted', ours.map(whole), theirs.map(whole)),
        compared('data to steps painted', ours.map(afterData), theirs.map(afterData)),
        ...zooms.map((zoom) =>
          compared(`pan frame at ${nameOf(zoom)}`, moved.pans[zoom] ?? [], bare.pans[zoom] ?? []),
        ),
        ...held.map((zoom) =>
          compared(`drag frame at ${nameOf(zoom)}`, moved.drags[zoom] ?? [], bare.drags[zoom] ?? []),
        ),
        timings(`${size} steps: autosave, answered`, [saving.ms]),
        { name: `${size} steps: autosave sends`, unit: 'kB', value: saving.bytes / 1_000 },
      ] satisfies Figure[];
      figures.push(...found);
      // The next size takes a while.
      console.log(writeTable(found));
    }
    return figures;
  } finally {
    await browser.close();
  }
}

function graphOf(size: number) {
  const across = Math.ceil(Math.sqrt(size));
  const nodes = Array.from({ length: size }, (_, index) => ({
    id: `n${index}`,
    key: `step_${index}`,
    name: `Step ${index}`,
    kind: 'prompt',
    position: { x: (index % across) * grid.x, y: Math.floor(index / across) * grid.y },
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

/** What is done in a new page, of its own browser session. */
async function inPage<T>(
  browser: Browser,
  work: (page: Page) => Promise<T>,
  session?: { url: string; cookies: string },
): Promise<T> {
  const context = await browser.newContext({ viewport });
  if (session)
    await context.addCookies(
      session.cookies.split('; ').map((cookie) => {
        const [name = '', ...value] = cookie.split('=');
        return { name, value: value.join('='), url: session.url };
      }),
    );
  const page = await context.newPage();
  const result = await work(page);
  await context.close();
  return result;
}

/** In milliseconds: from asking for the page, and of the page's own clock when the data was there and the steps painted. */
type Opened = { whole: number; dataAt: number; paintedAt: number };
const whole = (one: Opened) => one.whole;
const afterData = ({ dataAt, paintedAt }: Opened) => paintedAt - dataAt;

async function opened(page: Page, open: () => Promise<unknown>): Promise<Opened> {
  const settled = watchRequests(page);
  const begun = performance.now();
  await open();
  // As elements; or as one drawing, which takes the size of its place when it is drawn.
  await page.waitForFunction(() => {
    const drawing = document.querySelector<HTMLCanvasElement>('.react-flow.drawn canvas');
    if (drawing) return drawing.width === Math.round(drawing.clientWidth * devicePixelRatio);
    return document.querySelector('.react-flow__node') !== null;
  });
  // Painted when a frame has begun after the one in which they came.
  const { dataAt, paintedAt } = await page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    const [mark] = performance.getEntriesByName('data');
    const answers = performance
      .getEntriesByType('resource')
      .filter((entry): entry is PerformanceResourceTiming => entry.name.endsWith('/graphql'))
      .toSorted((one, other) => other.decodedBodySize - one.decodedBodySize);
    return { dataAt: mark?.startTime ?? answers[0]?.responseEnd ?? 0, paintedAt: performance.now() };
  });
  const whole = performance.now() - begun;
  await settled();
  return { whole, dataAt, paintedAt };
}

async function moves(page: Page, size: number) {
  const settled = watchRequests(page);
  const { pane, middle } = await placeOf(page);
  const pans: Partial<Record<Zoom, number[]>> = {};
  const drags: Partial<Record<Zoom, number[]>> = {};
  for (const zoom of zooms) {
    if (zoom !== 'fit') await zoomTo(page, middle, zoom);
    // By the wheel's button, which moves the canvas whatever lies under the pointer.
    pans[zoom] = await frames(page, () => wander(page, middle, 'middle'));
    if (!held.includes(zoom)) continue;
    const at = await gripNear(page, pane, middle, size);
    // The first look at a step fetches its form: that is no part of dragging.
    await page.mouse.click(at.x, at.y);
    await settled();
    drags[zoom] = await frames(page, () => wander(page, at, 'left'));
  }
  return { pans, drags };
}

async function placeOf(page: Page): Promise<{ pane: Point; middle: Point }> {
  const pane = await page.locator('.react-flow').boundingBox();
  if (!pane) throw new Error('There is no canvas.');
  return { pane, middle: { x: pane.x + pane.width / 2, y: pane.y + pane.height / 2 } };
}

const nameOf = (zoom: Zoom) => (zoom === 'fit' ? 'fit' : `${zoom * 100} %`);

type Point = { x: number; y: number };

/** Where the step nearest to the middle can be taken hold of: from afar it is drawn, and no element until it is met. */
async function gripNear(page: Page, pane: Point, middle: Point, size: number): Promise<Point> {
  const { e, f, a } = await transformOf(page);
  const across = Math.ceil(Math.sqrt(size));
  const column = Math.min(across - 1, Math.max(0, Math.round(((middle.x - pane.x - e) / a - 124) / grid.x)));
  const row = Math.max(0, Math.round(((middle.y - pane.y - f) / a - 46) / grid.y));
  const index = Math.min(size - 1, row * across + column);
  return {
    x: pane.x + e + a * ((index % across) * grid.x + grid.grip.x),
    y: pane.y + f + a * (Math.floor(index / across) * grid.y + grid.grip.y),
  };
}

function transformOf(page: Page): Promise<{ e: number; f: number; a: number }> {
  return page.evaluate(() => {
    const view = document.querySelector('.react-flow__viewport') ?? document.body;
    const { e, f, a } = new DOMMatrix(getComputedStyle(view).transform);
    return { e, f, a };
  });
}

/** By the wheel, as people do it. */
async function zoomTo(page: Page, { x, y }: Point, zoom: number): Promise<void> {
  await page.mouse.move(x, y);
  const now = async () => (await transformOf(page)).a;
  for (let turn = 0; turn < 200; turn += 1) {
    const ratio = (await now()) / zoom;
    if (ratio > 0.93 && ratio < 1.07) return;
    await page.mouse.wheel(0, Math.sign(ratio - 1) * Math.min(200, Math.abs(Math.log2(ratio)) * 500));
    await page.waitForTimeout(30);
  }
}

/** Drags to and fro for some seconds: of forty frames the slowest two would be the 95th percentile. */
async function wander(page: Page, { x, y }: Point, button: 'left' | 'middle'): Promise<void> {
  await page.mouse.move(x, y);
  await page.mouse.down({ button });
  for (let step = 1; step <= 200; step += 1)
    await page.mouse.move(x + 160 * Math.sin(step / 6), y + 90 * Math.sin(step / 9));
  // Back again: what comes next begins where this did.
  await page.mouse.move(x, y);
  await page.mouse.up({ button });
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
async function saved(page: Page, size: number): Promise<{ bytes: number; ms: number }> {
  const { pane, middle } = await placeOf(page);
  for (let time = 0; time < 5; time += 1) {
    const asked = page
      .waitForRequest(
        (request) => request.method() === 'POST' && (request.postData() ?? '').includes('SaveDraft'),
        {
          timeout: 8_000,
        },
      )
      .catch(() => null);
    // Where a connection lies over the step, the click has chosen that: the next one is a little further on.
    const at = await gripNear(page, pane, { x: middle.x + time * 40, y: middle.y }, size);
    await page.mouse.click(at.x, at.y);
    await page.keyboard.press('Alt+ArrowDown');
    const request = await asked;
    if (!request) continue;
    await (await request.response())?.finished();
    const { responseEnd } = request.timing();
    if (responseEnd < 0) throw new Error('The save was not answered.');
    return { bytes: Buffer.byteLength(request.postData() ?? ''), ms: responseEnd };
  }
  throw new Error('No step was nudged.');
}
