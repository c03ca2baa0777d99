import { type ComponentType, useSyncExternalStore } from 'react';
import { notFetched } from './not-fetched';
import { toast } from './toast';

const again = 3_000;

/**
 * A component whose code is fetched when it is first shown. Until it has come, `Meanwhile` stands in its place, and all
 * around it stays as it is: a component that suspends would take the page around it away, or hold up its other changes.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Meanwhile?: ComponentType<Props>,
): ComponentType<Props> {
  let fetched: ComponentType<Props> | undefined;
  let state: 'idle' | 'asking' | 'failed' = 'idle';
  const places = new Set<() => void>();

  async function ask(): Promise<void> {
    if (state === 'idle') state = 'asking';
    try {
      fetched = await load();
      for (const draw of places) draw();
    } catch {
      if (state === 'asking' && places.size > 0) toast.error('Something cannot be shown yet', notFetched);
      state = places.size > 0 ? 'failed' : 'idle';
      if (state === 'failed') setTimeout(ask, again);
    }
  }

  function enter(draw: () => void): () => void {
    places.add(draw);
    if (!fetched && state === 'idle') void ask();
    return () => places.delete(draw);
  }

  return function Later(props: Props) {
    const Fetched = useSyncExternalStore(
      enter,
      () => fetched,
      () => undefined,
    );
    if (Fetched) return <Fetched {...props} />;
    return Meanwhile ? <Meanwhile {...props} /> : null;
  };
}
