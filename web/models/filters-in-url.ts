import type {
  Capability,
  ModelHealth,
  ModelOrder,
  ModelStatus,
  ModelType,
} from '@/graphql/generated/graphql';
import { capabilityWords, healthWords, orderWords, statusWords, typeWords } from './model-words';

/** What a list of models is narrowed to, and how it is sorted. */
export interface ModelFilters {
  /** Null: both. */
  type: ModelType | null;
  /** Any of these. An empty list filters nothing, here and below. */
  provider: readonly string[];
  /** All of these. */
  capability: readonly Capability[];
  /** Any of these. */
  status: readonly ModelStatus[];
  /** Any of these. */
  health: readonly ModelHealth[];
  search: string;
  sort: ModelSort;
}

export interface ModelSort {
  by: ModelOrder;
  descending: boolean;
}

export const noFilters: Omit<ModelFilters, 'sort'> = {
  type: null,
  provider: [],
  capability: [],
  status: [],
  health: [],
  search: '',
};

const inOrder: ModelSort = { by: 'NAME', descending: false };

/** Reads `?type=custom&capability=vision&capability=tool-use&sort=-created`. A value that there is not is no filter. */
export function readFilters(params: Pick<URLSearchParams, 'get' | 'getAll'>): ModelFilters {
  const list = <Value extends string>(name: string, known: Record<Value, unknown>) =>
    [...new Set(params.getAll(name))].flatMap((word) => valueOf(word, known) ?? []);
  const sort = params.get('sort') ?? '';
  const by = valueOf(sort.replace(/^-/, ''), orderWords);
  return {
    type: valueOf(params.get('type') ?? '', typeWords),
    provider: [...new Set(params.getAll('provider'))],
    capability: list('capability', capabilityWords),
    status: list('status', statusWords),
    health: list('health', healthWords),
    search: params.get('search') ?? '',
    sort: by ? { by, descending: sort.startsWith('-') } : inOrder,
  };
}

/** The query of an address with some filters changed; what else stands there stays. */
export function withFilters(params: URLSearchParams, change: Partial<ModelFilters>): string {
  const next = new URLSearchParams(params);
  const { type, provider, capability, status, health, search, sort } = { ...readFilters(params), ...change };
  put(next, 'type', type ? [wordOf(type)] : []);
  put(next, 'provider', provider);
  put(next, 'capability', capability.map(wordOf));
  put(next, 'status', status.map(wordOf));
  put(next, 'health', health.map(wordOf));
  put(next, 'search', search ? [search] : []);
  const sorted = sort.by !== inOrder.by || sort.descending !== inOrder.descending;
  put(next, 'sort', sorted ? [`${sort.descending ? '-' : ''}${wordOf(sort.by)}`] : []);
  return next.size === 0 ? '' : `?${next}`;
}

function put(params: URLSearchParams, name: string, values: readonly string[]) {
  params.delete(name);
  for (const value of values) params.append(name, value);
}

/** In an address a value is in small letters: TOOL_USE is `tool-use`. */
function wordOf(value: string): string {
  return value.toLowerCase().replaceAll('_', '-');
}

function valueOf<Value extends string>(word: string, known: Record<Value, unknown>): Value | null {
  const value = word.toUpperCase().replaceAll('-', '_');
  return isIn(value, known) ? value : null;
}

function isIn<Value extends string>(text: string, known: Record<Value, unknown>): text is Value {
  return Object.hasOwn(known, text);
}

/** Whether anything but the order is chosen. */
export function isFiltered(filters: ModelFilters): boolean {
  return withFilters(new URLSearchParams(), { ...filters, sort: inOrder }) !== '';
}
