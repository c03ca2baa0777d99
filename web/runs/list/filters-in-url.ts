import { runStatuses, type RunStatus } from '@patchbay/schema/run-event.ts';
import type { RunFilter } from '@/graphql/generated/graphql';

/** How far back from now. */
export const spans = {
  '1h': { label: 'Last hour', milliseconds: 3_600_000 },
  '24h': { label: 'Last 24 hours', milliseconds: 24 * 3_600_000 },
  '7d': { label: 'Last 7 days', milliseconds: 7 * 24 * 3_600_000 },
  '30d': { label: 'Last 30 days', milliseconds: 30 * 24 * 3_600_000 },
} as const;
export type Span = keyof typeof spans;

/** What the list of runs is narrowed to. Null, or an empty list, filters nothing. */
export interface RunFilters {
  status: readonly RunStatus[];
  workflow: string | null;
  /** A number, or "draft". */
  version: string | null;
  model: string | null;
  error: string | null;
  who: string | null;
  /** Goes on with the clock; else a stretch of time that stays. */
  since: Span | null;
  from: string | null;
  to: string | null;
}

export const noFilters: RunFilters = {
  status: [],
  workflow: null,
  version: null,
  model: null,
  error: null,
  who: null,
  since: null,
  from: null,
  to: null,
};

const words = ['workflow', 'version', 'model', 'error', 'who'] as const;

/** Reads `?status=failed&model=gpt&since=7d`. A value that there is not is no filter. */
export function readFilters(params: Pick<URLSearchParams, 'get' | 'getAll'>): RunFilters {
  const [workflow, version, model, error, who] = words.map((name) => params.get(name) || null);
  const asked = new Set(params.getAll('status').map((word) => word.toUpperCase().replaceAll('-', '_')));
  const since = params.get('since') ?? '';
  return {
    status: runStatuses.filter((status) => asked.has(status)),
    workflow: workflow ?? null,
    version: workflow && version && /^(draft|[1-9]\d{0,8})$/.test(version) ? version : null,
    model: model ?? null,
    error: error ?? null,
    who: who ?? null,
    since: isSpan(since) ? since : null,
    from: momentIn(params.get('from')),
    to: momentIn(params.get('to')),
  };
}

/** The query of an address with some filters changed; what else stands there stays. */
export function withFilters(params: URLSearchParams, change: Partial<RunFilters>): string {
  const next = new URLSearchParams(params);
  const filters = { ...readFilters(params), ...change };
  // A version is one of its workflow.
  if (change.workflow !== undefined && change.version === undefined) filters.version = null;
  next.delete('status');
  for (const status of filters.status) next.append('status', status.toLowerCase().replaceAll('_', '-'));
  for (const name of [...words, 'since', 'from', 'to'] as const) {
    const value = filters[name];
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  return next.size === 0 ? '' : `?${next}`;
}

export function isFiltered(filters: RunFilters): boolean {
  return withFilters(new URLSearchParams(), filters) !== '';
}

/** As the API takes it. */
export function asRunFilter({ version, ...filters }: RunFilters, now: number): RunFilter {
  const { status, workflow, model, error, who, since, from, to } = filters;
  return {
    ...(status.length > 0 && { status: [...status] }),
    ...(workflow && { workflowId: workflow }),
    ...(version === 'draft' && { draft: true }),
    ...(version && version !== 'draft' && { versionNumber: Number(version) }),
    ...(model && { model }),
    ...(error && { errorCode: error }),
    ...(who && { requestedBy: who }),
    ...(from && { from }),
    ...(to && { to }),
    ...(since && { from: new Date(now - spans[since].milliseconds).toISOString() }),
  };
}

function momentIn(text: string | null): string | null {
  const moment = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(moment) ? null : new Date(moment).toISOString();
}

function isSpan(word: string): word is Span {
  return Object.hasOwn(spans, word);
}
