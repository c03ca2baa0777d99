// Judges a round of chaos by what is known from outside: what the api acknowledged, how each run ended, and the
// provider's own log. It is a pure function, so that planted faults prove that it finds them.

export type Disturbance = {
  /**
   * "erased": killed, and all that it had written is gone. A node is one of several: another one then takes its runs to
   * another worker, and whoever was calling is fenced off.
   */
  what:
    | `${'worker' | 'api' | 'restate'} ${'killed' | 'frozen'}`
    | 'postgres killed'
    | 'restate erased'
    | 'node killed';
  from: number;
  /** When the part could work again, or the end of the freeze. */
  until: number;
};

export type Call = {
  mark: string;
  step: number;
  at: number;
  endedAt: number | null;
  outcome: 'answered' | 'aborted' | 'open';
  inputTokens: number;
};

export type RunFact = {
  /** Unique text of its input: it stands in every one of its calls. */
  mark: string;
  /** Every id that the api acknowledged for the one idempotency key. */
  acknowledged: string[];
  steps: number;
  status: string;
  /** What it says of its failure. */
  error: string | null;
  /** When the api acknowledged the wish to cancel it; null when it was to succeed. */
  cancelledAt: number | null;
  /** As recorded, by step. */
  recordedAt: Record<number, number>;
  /** How many answers stand on the receipt of each step. */
  receipts: Record<number, number>;
  /** How many calls its graph declares beyond one for each step. */
  retries: number;
  /** What its organisation's runs may spend together, in USD; null where it says nothing. */
  budget: { of: string; most: number; perToken: number } | null;
  /** The last status that its watcher was told, and how many steps it saw succeed; null when nobody watched. */
  watched: { status: string; steps: number } | null;
};

export type Evidence = { runs: RunFact[]; calls: Call[]; disturbances: Disturbance[] };

/** Two clocks of one machine, and the time between an answer and its row. */
const marginMs = 300;
/** A database that is away is asked again after a second at most, by a worker that may be busy. */
const askedAgainMs = 2_000;
/** A wish to cancel that was not heard is found by then. */
const cancelBoundMs = 4_000;
/** Only who makes the calls can lose one, or who is taken from them. */
const losesCalls = new Set<Disturbance['what']>(['worker killed', 'worker frozen', 'node killed']);

/** Every broken promise, in words; none when all were kept. */
export function judge({ runs, calls, disturbances }: Evidence): string[] {
  const byMark = Map.groupBy(
    calls.toSorted((one, other) => one.at - other.at),
    ({ mark }) => mark,
  );
  const faults = runs.flatMap((run) => {
    const own = byMark.get(run.mark) ?? [];
    return [
      ...oneRun(run),
      ...(run.cancelledAt === null ? ended(run, own) : cancelled(run, own, disturbances)),
      ...noneRepeated(run, own, disturbances),
      ...noneAfterItsRecord(run, own),
      ...inOrder(run, own),
      ...oneWriter(run, own, disturbances),
    ].map((fault) => `run ${run.mark}: ${fault}`);
  });
  return [...faults, ...noMoreThanDeclared(runs, calls, disturbances), ...withinBudgets(runs, calls)];
}

function oneRun({ acknowledged }: RunFact): string[] {
  const ids = new Set(acknowledged).size;
  return ids === 1 ? [] : [`one idempotency key made ${ids} runs`];
}

function ended({ status, error, steps, watched, budget }: RunFact, calls: Call[]): string[] {
  if (budget && status === 'OVER_BUDGET') return [];
  const answered = new Set(calls.filter(({ outcome }) => outcome === 'answered').map(({ step }) => step))
    .size;
  return [
    ...(status === 'SUCCEEDED'
      ? []
      : [`was acknowledged and lost: it is ${status}${error ? `, ${error}` : ''}`]),
    ...(status === 'SUCCEEDED' && answered < steps
      ? [`succeeded with ${answered} of ${steps} answers of the provider`]
      : []),
    ...(watched === null || watched.status === status
      ? []
      : [`is ${status}, and its watcher saw ${watched.status} last`]),
    ...(watched === null || watched.steps === steps
      ? []
      : [`did ${steps} steps, and its watcher saw ${watched.steps} of them`]),
  ];
}

function cancelled({ status, cancelledAt }: RunFact, calls: Call[], disturbances: Disturbance[]): string[] {
  const bound = heardBy(cancelledAt ?? 0, disturbances);
  return [
    ...(status === 'CANCELLED' ? [] : [`was cancelled and is ${status}`]),
    ...calls.filter(({ at }) => at > bound).map(({ step }) => `calls step ${step} though it is cancelled`),
    ...calls
      .filter(
        ({ at, endedAt, outcome }) => at <= bound && (endedAt ?? Infinity) > bound && outcome !== 'aborted',
      )
      .map(({ step }) => `did not abort its call of step ${step} when it was cancelled`),
  ];
}

/** Disturbances that follow each other closely keep a wish from being heard all the while. */
function heardBy(cancelledAt: number, disturbances: Disturbance[]): number {
  return disturbances
    .toSorted((one, other) => one.from - other.from)
    .reduce(
      (bound, { from, until }) => (from <= bound && until >= cancelledAt ? until + cancelBoundMs : bound),
      cancelledAt + cancelBoundMs,
    );
}

/** A run is one chain: two calls at once, or two answers on the receipt of one step, are the work of two who drive it. */
function oneWriter({ receipts }: RunFact, calls: Call[], disturbances: Disturbance[]): string[] {
  const twice = Object.entries(receipts)
    .filter(([, answers]) => answers > 1)
    .map(([step, answers]) => `step ${step} has ${answers} answers on its receipt: two have written it`);
  const atOnce = calls.slice(1).flatMap((second, index) => {
    const first = calls[index];
    if (!first || second.at >= (first.endedAt ?? Infinity) - marginMs) return [];
    // The call of a worker that stands still goes on at the provider's end.
    const excused = disturbances.some(
      ({ what, from, until }) =>
        what === 'worker frozen' && from <= second.at + marginMs && until >= first.at - marginMs,
    );
    return excused ? [] : [`steps ${first.step} and ${second.step} were called at once: two are driving it`];
  });
  return [...twice, ...atOnce];
}

/** What was answered was paid, whether or not anybody lived to record it. */
function withinBudgets(runs: RunFact[], calls: Call[]): string[] {
  const budgeted = runs.flatMap(({ mark, budget }) => (budget ? [{ mark, budget }] : []));
  return [...Map.groupBy(budgeted, ({ budget }) => budget.of)].flatMap(([of, own]) => {
    const marks = new Set(own.map(({ mark }) => mark));
    const { most = 0, perToken = 0 } = own[0]?.budget ?? {};
    const tokens = calls
      .filter(({ mark, outcome }) => marks.has(mark) && outcome === 'answered')
      .reduce((sum, call) => sum + call.inputTokens, 0);
    const spent = tokens * perToken;
    return spent <= most ? [] : [`the organisation ${of} has spent $${spent} of $${most}`];
  });
}

/** All in all, whatever may excuse each of them. */
function noMoreThanDeclared(runs: RunFact[], calls: Call[], disturbances: Disturbance[]): string[] {
  const steps = runs.reduce((sum, run) => sum + run.steps + run.retries, 0);
  const losing = disturbances.filter(({ what }) => losesCalls.has(what));
  const inFlight = calls.filter(({ at, endedAt }) =>
    losing.some(
      ({ from, until }) =>
        at <= until + marginMs && lostUntil(endedAt ?? Infinity, disturbances) >= from - marginMs,
    ),
  ).length;
  return calls.length <= steps + inFlight
    ? []
    : [
        `${calls.length} calls for ${steps} steps and retries, and ${inFlight} calls in flight when workers were lost`,
      ];
}

/** An answer that came while the database was away waits in its worker until it is back: so long it can be lost with it. */
function lostUntil(endedAt: number, disturbances: Disturbance[]): number {
  const away = disturbances.filter(
    ({ what, from, until }) => what === 'postgres killed' && from - marginMs <= endedAt && until >= endedAt,
  );
  return Math.max(endedAt, ...away.map(({ until }) => until + askedAgainMs));
}

/** A second call of a step needs a disturbance while the first was under way, or not yet recorded. */
function noneRepeated({ steps, retries }: RunFact, calls: Call[], disturbances: Disturbance[]): string[] {
  // Which of them a retry was for is known to the graph alone.
  if (retries > 0) return [];
  return stepNumbers(steps).flatMap((step) => {
    const own = calls.filter((call) => call.step === step);
    return own.slice(1).flatMap((second, index) => {
      const first = own[index];
      const excused = disturbances.some(
        ({ what, from, until }) =>
          losesCalls.has(what) &&
          first !== undefined &&
          until >= first.at - marginMs &&
          from <= lostUntil(first.endedAt ?? second.at, disturbances) + marginMs,
      );
      return excused ? [] : [`step ${step} was called again with nothing to excuse it`];
    });
  });
}

function noneAfterItsRecord({ recordedAt }: RunFact, calls: Call[]): string[] {
  return calls
    .filter(({ step, at }) => at > (recordedAt[step] ?? Infinity) + marginMs)
    .map(({ step }) => `step ${step} was called after it was recorded as done`);
}

function inOrder({ steps }: RunFact, calls: Call[]): string[] {
  return stepNumbers(steps)
    .slice(1)
    .flatMap((step) => {
      const first = calls.find((call) => call.step === step);
      if (!first) return [];
      const before = calls.some(
        (call) =>
          call.step === step - 1 && call.outcome === 'answered' && (call.endedAt ?? Infinity) <= first.at,
      );
      return before ? [] : [`step ${step} was called before step ${step - 1} was answered`];
    });
}

const stepNumbers = (steps: number) => Array.from({ length: steps }, (_, index) => index + 1);
