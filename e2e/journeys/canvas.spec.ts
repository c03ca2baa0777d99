import { chain, createWorkflow, openCanvas, saved, savedGraph } from './canvas.ts';
import { expect, test } from './test.ts';

test('fifty steps copied from one workflow are pasted into another at once, with ids of their own', async ({
  page,
}) => {
  const from = await createWorkflow(page.request, chain(49));
  const into = await createWorkflow(page.request, chain(1));
  await openCanvas(page, from);
  await expect(page.getByRole('group', { name: 'Output', exact: true })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+c');
  await openCanvas(page, into);
  await expect(page.getByRole('group', { name: 'Output', exact: true })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(page.getByText('50 steps selected')).toBeVisible();
  await saved(page);
  const { nodes, edges } = await savedGraph(page.request, into);
  expect(nodes).toHaveLength(53);
  expect(new Set(nodes.map(({ id }) => id)).size).toBe(53);
  expect(new Set(nodes.map(({ key }) => key)).size).toBe(53);
  // Its own two, and the fifty of the chain: the input that was there leads to the pasted steps, too.
  expect(edges).toHaveLength(52);
  expect(nodes.filter(({ kind }) => kind === 'input')).toHaveLength(1);
});

test('a hundred steps are undone and done again, to the same document', async ({ page }) => {
  const workflow = await createWorkflow(page.request, chain(2));
  const start = await savedGraph(page.request, workflow);
  await openCanvas(page, workflow);
  await page.getByRole('group', { name: 'Prompt 1', exact: true }).click();
  for (let round = 0; round < 50; round += 1) {
    await page.keyboard.press('ControlOrMeta+d');
    await page.keyboard.press('Delete');
  }
  await page.getByRole('group', { name: 'Prompt 1', exact: true }).click({ position: { x: 10, y: 10 } });
  await page.keyboard.press('ControlOrMeta+d');
  await saved(page);
  const end = await savedGraph(page.request, workflow);
  expect(end.nodes).toHaveLength(start.nodes.length + 1);

  for (let step = 0; step < 101; step += 1) await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByRole('button', { name: 'Nothing to undo' })).toBeVisible();
  await saved(page);
  expect(await savedGraph(page.request, workflow)).toEqual(start);
  for (let step = 0; step < 101; step += 1) await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(page.getByRole('button', { name: 'Nothing to redo' })).toBeVisible();
  await saved(page);
  expect(await savedGraph(page.request, workflow)).toEqual(end);
});

test('a value that is put in counts at once, also where one turns away in the same moment', async ({
  page,
}) => {
  const workflow = await createWorkflow(page.request, chain(1));
  await openCanvas(page, workflow);
  await page.getByRole('group', { name: 'Output', exact: true }).click();
  const details = page.getByRole('complementary', { name: 'Details' });
  await details.getByRole('button', { name: /^Insert a value into Value/ }).click();
  const away = await details.getByRole('tab', { name: 'Run' }).elementHandle();
  await page
    .getByRole('menuitem', { name: /input\.text/ })
    .evaluate((item: HTMLElement, tab) => [item, tab as HTMLElement].forEach((one) => one.click()), away);
  await expect(details.getByRole('button', { name: /^Insert/ })).toBeHidden();
  await saved(page);
  await details.getByRole('tab', { name: 'Step' }).click();
  await expect(details.getByRole('textbox', { name: 'Value' })).toContainText('{{ input.text }}');
});

test('a branch is wired, walked, searched and outlined by keyboard alone', async ({ page }) => {
  const workflow = await createWorkflow(page.request, { version: 1, nodes: [], edges: [] });
  await openCanvas(page, workflow);
  const add = async (key: string, kind: string) => {
    await page.keyboard.press(key);
    await page.getByRole('dialog').getByRole('textbox').fill(kind);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
  };
  const focused = (name: string) => expect(page.getByRole('group', { name, exact: true })).toBeFocused();
  await add('n', 'Input');
  await focused('Input');
  await add('a', 'Condition');
  await focused('Condition');
  await add('a', 'Prompt');
  await focused('Prompt');
  await page.keyboard.press('ArrowLeft');
  await focused('Condition');
  await add('a', 'Output');
  await focused('Output');

  // What cannot be connected says why, and the way that is still open can be taken.
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('c');
  const targets = page.getByRole('dialog', { name: 'Connect Condition to' });
  await expect(targets.getByRole('button', { name: /Yes: Input/ })).toContainText('has no way in');
  await targets.getByRole('textbox').fill('Yes: Output');
  await page.keyboard.press('Enter');
  await expect(targets).toBeHidden();
  await expect(page.getByRole('group', { name: 'Output', exact: true })).toBeVisible();

  await page.keyboard.press('o');
  const tree = page.getByRole('tree', { name: 'Steps' });
  await expect(tree.getByRole('treeitem', { name: /Yes: Prompt/ })).toHaveAttribute('aria-level', '2');
  await page.keyboard.press('ControlOrMeta+f');
  const search = page.getByRole('search', { name: 'In this workflow' });
  await search.getByRole('textbox', { name: 'Search the steps' }).fill('Condition');
  await search.getByRole('textbox', { name: 'Replace with' }).fill('Check');
  await search.getByRole('button', { name: 'Replace', exact: true }).press('Enter');
  await expect(tree.getByRole('treeitem', { name: /Check/ })).toBeVisible();
  await page.getByRole('button', { name: 'Close the search' }).press('Enter');
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys of the canvas' });
  await expect(keys.getByRole('button', { name: 'Close' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  await saved(page);
  const { nodes, edges } = await savedGraph(page.request, workflow);
  expect(nodes.map(({ kind }) => kind)).toEqual(['input', 'condition', 'prompt', 'output']);
  expect(edges).toHaveLength(4);
});

test('a connection that cannot be is refused beside the pointer; a kind dropped on a connection is put in between', async ({
  page,
}) => {
  const workflow = await createWorkflow(page.request, chain(1));
  await openCanvas(page, workflow);
  const output = page.getByRole('group', { name: 'Output', exact: true });
  const input = page.getByRole('group', { name: 'Input', exact: true });
  const [from, to] = [await output.boundingBox(), await input.boundingBox()];
  if (!from || !to) throw new Error('The steps are not there.');
  const middle = (box: typeof from) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  await page.mouse.move(from.x, middle(from).y);
  await page.mouse.down();
  await page.mouse.move(middle(to).x, middle(to).y, { steps: 5 });
  await page.mouse.up();
  await expect(page.getByRole('button', { name: 'Undo: Connect' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');

  const prompt = await page.getByRole('group', { name: 'Prompt 1', exact: true }).boundingBox();
  if (!prompt) throw new Error('The step is not there.');
  await page.mouse.move(prompt.x + prompt.width, middle(prompt).y);
  await page.mouse.down();
  await page.mouse.move(middle(to).x, middle(to).y, { steps: 5 });
  await expect(page.getByRole('alert').filter({ hasText: 'comes first: it has no way in' })).toBeVisible();
  await page.mouse.up();
  await expect(page.getByText('Not connected').first()).toBeVisible();

  const canvas = await page.getByRole('application').boundingBox();
  await page.getByRole('button', { name: 'New Transform' }).dragTo(page.getByRole('application'), {
    targetPosition: {
      x: (to.x + to.width + prompt.x) / 2 - (canvas?.x ?? 0),
      y: middle(to).y - (canvas?.y ?? 0),
    },
  });
  await saved(page);
  const { edges } = await savedGraph(page.request, workflow);
  expect(edges).toHaveLength(3);
});

test.describe('the menu of what is pointed at', () => {
  test.use({ hasTouch: true });

  test('opens by a right click, by its key and by a long touch', async ({ page }) => {
    await openCanvas(page, await createWorkflow(page.request, chain(1)));
    const step = page.getByRole('group', { name: 'Prompt 1', exact: true });
    const duplicate = page.getByRole('menuitem', { name: /^Duplicate/ });
    const paste = page.getByRole('menuitem', { name: /^Paste/ });

    await step.click({ button: 'right' });
    await expect(duplicate).toBeVisible();
    // One elsewhere closes it here and opens it there.
    await page.getByRole('application').click({ button: 'right', position: { x: 400, y: 80 } });
    await expect(paste).toBeVisible();
    await expect(duplicate).toBeHidden();
    await page.keyboard.press('Escape');
    await expect(paste).toBeHidden();

    await step.focus();
    await page.keyboard.press('Shift+F10');
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(step).toBeFocused();

    const { x, y } = (await step.boundingBox()) ?? { x: 0, y: 0 };
    const fingers = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
      fingers.send('Input.dispatchTouchEvent', { type, touchPoints });
    await touch('touchStart', [{ x: x + 40, y: y + 20 }]);
    await expect(duplicate).toBeVisible();
    await touch('touchEnd', []);
    await expect(duplicate).toBeVisible();
  });
});

test('a large workflow is one drawing until it is near: its steps can be met, chosen and connected all the same', async ({
  page,
}) => {
  const across = 20;
  const nodes = Array.from({ length: 200 }, (_, index) => ({
    id: `n${index}`,
    key: `step_${index}`,
    name: `Step ${index}`,
    kind: 'prompt',
    position: { x: (index % across) * 340, y: Math.floor(index / across) * 150 },
    data: { model: 'default', user: 'Hello' },
  }));
  const workflow = await createWorkflow(page.request, { version: 1, nodes, edges: [] });
  await openCanvas(page, workflow);
  await expect(page.locator('.react-flow.drawn canvas').first()).toBeVisible();
  const cards = page.locator('.react-flow__node');
  expect(await cards.count(), 'hardly any of them is an element').toBeLessThan(5);

  const pane = (await page.locator('.react-flow').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const middle = { x: pane.x + pane.width / 2, y: pane.y + pane.height / 2 };
  const view = () =>
    page.locator('.react-flow__viewport').evaluate((element) => {
      const { a, e, f } = new DOMMatrix(getComputedStyle(element).transform);
      return { zoom: a, x: e, y: f };
    });
  await page.mouse.move(middle.x, middle.y);
  await expect(async () => {
    const ratio = (await view()).zoom / 0.5;
    await page.mouse.wheel(0, Math.max(-200, Math.min(200, Math.log2(ratio) * 500)));
    expect(ratio).toBeGreaterThan(0.9);
    expect(ratio).toBeLessThan(1.15);
  }).toPass();

  // Of the grid, the step nearest to the middle and the one to the right of it.
  const { zoom, x, y } = await view();
  const column = Math.round(((middle.x - pane.x - x) / zoom - 124) / 340);
  const row = Math.round(((middle.y - pane.y - y) / zoom - 46) / 150);
  const placeOf = (of: number, inside: { x: number; y: number }) => ({
    x: pane.x + x + zoom * (of * 340 + inside.x),
    y: pane.y + y + zoom * (row * 150 + inside.y),
  });
  const name = (of: number) => `Step ${row * across + of}`;
  const body = placeOf(column, { x: 60, y: 20 });
  await page.mouse.move(body.x, body.y);
  const met = page.getByRole('group', { name: name(column), exact: true });
  await expect(met).toContainText('Hello');
  await page.mouse.click(body.x, body.y);
  await expect(page.getByRole('complementary').getByLabel('Name')).toHaveValue(name(column));

  const out = (await met.locator('.react-flow__handle.source').boundingBox()) ?? pane;
  await page.mouse.move(out.x + out.width / 2, out.y + out.height / 2);
  await page.mouse.down();
  const into = placeOf(column + 1, { x: 4, y: 46 });
  await page.mouse.move(into.x - 20, into.y, { steps: 4 });
  await expect(page.getByRole('group', { name: name(column + 1), exact: true })).toBeVisible();
  await page.mouse.move(into.x, into.y, { steps: 4 });
  await page.mouse.up();
  await saved(page);
  const { edges } = await savedGraph(page.request, workflow);
  expect(edges).toMatchObject([
    { source: `n${row * across + column}`, target: `n${row * across + column + 1}` },
  ]);
});
