import type { InsideStepFragment } from '@/graphql/generated/graphql';

/** As much of a step as its row shows. */
export type RowStep = Omit<InsideStepFragment, 'name' | 'id'>;
type Attempt = RowStep['attempts'][number];

/** A step of the run's graph, whether it has begun or not. */
export interface PlannedStep {
  path: string;
  name: string;
  kind: string;
}

/** What is inside of an opened step: its steps, or its items, as far as they were read. */
export interface Inside {
  steps: readonly InsideStepFragment[];
  /** How many there are. */
  total: number;
}

export type TreeRow = { key: string; level: number; parent: string | null; place: number; among: number } & (
  | { is: 'run'; open: boolean | null }
  | { is: 'step'; plan: PlannedStep; step: RowStep | undefined; open: boolean | null }
  | { is: 'attempt'; path: string; attempt: Attempt }
  /** In place of those that are not read yet. */
  | { is: 'more'; of: string; count: number }
);

interface Tree {
  planned: readonly PlannedStep[];
  steps: Readonly<Record<string, RowStep>>;
  inside: ReadonlyMap<string, Inside>;
  open: ReadonlySet<string>;
}

/** The key of the run itself; every other is a path, and a line of a receipt is behind a `#`. */
export const runKey = '';

const attemptKey = (path: string, position: number) => `${path}#${position}`;

/** The path that a row is about. */
export const pathOf = (key: string) => key.replace(/#\d+$/, '');

/** All that is open, from top to bottom: what has begun in the order of its beginning, then what is still to come. */
export function treeRows({ planned, steps, inside, open }: Tree): TreeRow[] {
  const rows: TreeRow[] = [
    { is: 'run', key: runKey, level: 1, parent: null, place: 1, among: 1, open: true },
  ];
  const byBeginning = planned
    .map((plan) => ({ plan, step: steps[plan.path] }))
    .toSorted((one, other) => beginning(one.step) - beginning(other.step));
  add(byBeginning, runKey, 2);
  return rows;

  function add(
    list: { plan: PlannedStep; step: RowStep | undefined }[],
    parent: string,
    level: number,
    total = list.length,
  ) {
    for (const [index, { plan, step }] of list.entries()) {
      const isOpen = open.has(plan.path);
      const place = { level, parent, place: index + 1, among: total };
      rows.push({
        is: 'step',
        key: plan.path,
        plan,
        step,
        open: step && hasInside(step) ? isOpen : null,
        ...place,
      });
      if (!isOpen || !step) continue;
      if (holdsSteps(step)) addInside(plan.path, level + 1);
      else addAttempts(plan.path, step, level + 1);
    }
  }

  function addAttempts(path: string, { attempts }: RowStep, level: number) {
    for (const [index, attempt] of attempts.entries())
      rows.push({
        is: 'attempt',
        key: attemptKey(path, attempt.position),
        path,
        attempt,
        level,
        parent: path,
        place: index + 1,
        among: attempts.length,
      });
  }

  function addInside(path: string, level: number) {
    const found = inside.get(path) ?? { steps: [], total: 1 };
    const list = found.steps.map((step) => ({
      plan: { path: step.path, name: step.name ?? step.nodeId, kind: step.kind },
      step,
    }));
    add(list, path, level, found.total);
    const count = found.total - found.steps.length;
    if (count > 0)
      rows.push({
        is: 'more',
        key: `${path}+`,
        of: path,
        count,
        level,
        parent: path,
        place: found.steps.length + 1,
        among: found.total,
      });
  }
}

/** A single attempt says nothing that its step does not say. */
function hasInside(step: RowStep): boolean {
  return holdsSteps(step) || step.attempts.length > 1;
}

/** A map holds its items, an item or a step that runs a workflow the steps of that. */
function holdsSteps({ kind, origin }: RowStep): boolean {
  return origin === 'RAN' && (kind === 'map' || kind === 'item' || kind === 'workflow');
}

const beginning = (step: RowStep | undefined) =>
  step && step.status !== 'SKIPPED' ? Date.parse(step.startedAt) : Number.MAX_SAFE_INTEGER;

/** The paths of the steps and items that a path is inside of: "a", "a[3]" for "a[3]/b". */
export function enclosing(path: string): string[] {
  const ends = [...path.matchAll(/\[|\//g)].map(({ index }) => index);
  return [...new Set(ends.map((end) => path.slice(0, end)))];
}
