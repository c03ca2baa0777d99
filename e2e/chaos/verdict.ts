// Judges a round of chaos by what is known from outside: what the api acknowledged, how each run ended, and the
// provider's own log. It is a pure function, so that planted faults prove that it finds them.

export type Disturbance = {
  what: `${'worker' | 'api' | 'restate'} ${'killed' | 'frozen'}` | 'postgres killed';
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
  /** The last status that its watcher was told, and how many steps it saw succeed; null when nobody watched. */
  watched: { status: string; steps: number } | null;
};

export type Evidence = { runs: RunFact[]; calls: Call[]; disturbances: Disturbance[] };

/** Two clocks of one machine, and the time between an answer and its row. */
const marginMs = 300;
/** A wish to cancel that was not heard is found by then. */
const cancelBoundMs = 4_000;
/** Only who makes the calls can lose one. */
const losesCalls = new Set<Disturbance['what']>(['worker killed', 'worker frozen']);

/** Every broken promise, in words; none when all were kept. */
export function judge({ runs, calls, disturbances }: Evidence): string[] {
  return runs.flatMap((run) => {
    const own = calls.filter(({ mark }) => mark === run.mark).toSorted((one, other) => one.at - other.at);
    return [
      ...oneRun(run),
      ...(run.cancelledAt === null ? ended(run, own) : cancelled(run, own, disturbances)),
      ...noneRepeated(run, own, disturbances),
      ...noneAfterItsRecord(run, own),
      ...inOrder(run, own),
    ].map((fault) => `run ${run.mark}: ${fault}`);
  });
}

function oneRun({ acknowledged }: RunFact): string[] {
  const ids = new Set(acknowledged).size;
  return ids === 1 ? [] : [`one idempotency key made ${ids} runs`];
}

function ended({ status, error, steps, watched }: RunFact, calls: Call[]): string[] {
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

/** A second call of a step needs a disturbance while the first was under way, or not yet recorded. */
function noneRepeated({ steps }: RunFact, calls: Call[], disturbances: Disturbance[]): string[] {
  return stepNumbers(steps).flatMap((step) => {
    const own = calls.filter((call) => call.step === step);
    return own.slice(1).flatMap((second, index) => {
      const first = own[index];
      const excused = disturbances.some(
        ({ what, from, until }) =>
          losesCalls.has(what) &&
          first !== undefined &&
          until >= first.at - marginMs &&
          from <= (first.endedAt ?? second.at) + marginMs,
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
