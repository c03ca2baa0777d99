import type { ModelType } from '@/graphql/generated/graphql';

export interface ModelFilters {
  /** Null: both. */
  type: ModelType | null;
  search: string;
}

/** Reads `?type=custom&search=llama`. A type that there is not is no filter. */
export function readFilters(params: Pick<URLSearchParams, 'get'>): ModelFilters {
  const type = params.get('type')?.toUpperCase();
  return {
    type: type === 'CUSTOM' || type === 'PLATFORM' ? type : null,
    search: params.get('search') ?? '',
  };
}

/** The query of an address with some filters changed; what else stands there stays. */
export function withFilters(params: URLSearchParams, change: Partial<ModelFilters>): string {
  const next = new URLSearchParams(params);
  const { type, search } = { ...readFilters(params), ...change };
  put(next, 'type', type?.toLowerCase() ?? '');
  put(next, 'search', search);
  return next.size === 0 ? '' : `?${next}`;
}

function put(params: URLSearchParams, name: string, value: string) {
  if (value === '') params.delete(name);
  else params.set(name, value);
}
