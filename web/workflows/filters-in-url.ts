/** Which workflows are shown, and what they are narrowed to. */
export interface WorkflowFilters {
  view: WorkflowView;
  projectId: string | null;
  search: string;
}

const views = ['active', 'attention', 'archived'] as const;
export type WorkflowView = (typeof views)[number];

/** Reads `?view=archived&project=…&search=report`. A view that there is not is the first one. */
export function readFilters(params: Pick<URLSearchParams, 'get'>): WorkflowFilters {
  return {
    view: views.find((view) => view === params.get('view')) ?? 'active',
    projectId: params.get('project') || null,
    search: params.get('search') ?? '',
  };
}

/** The query of an address with some of it changed; what else stands there stays. */
export function withFilters(params: URLSearchParams, change: Partial<WorkflowFilters>): string {
  const next = new URLSearchParams(params);
  const { view, projectId, search } = { ...readFilters(params), ...change };
  const shown = { view: view === 'active' ? null : view, project: projectId, search: search || null };
  for (const [name, value] of Object.entries(shown)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  return next.size === 0 ? '' : `?${next}`;
}
