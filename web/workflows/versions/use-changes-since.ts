'use client';

import { parseWorkflow } from '@patchbay/schema/parse-workflow.ts';
import { compareGraphs, countChanges } from '@patchbay/schema/versions/compare-graphs.ts';
import { useEffect, useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { useEditor } from '../canvas/editor-context';
import { graphOf } from '../canvas/editor-store';
import { VersionGraph } from './version-documents';

/** Counting goes over the whole graph: it waits until nobody types. */
const quietMs = 400;

export interface ChangesSince {
  /** In what steps and connections do. */
  count: number;
  /** Cards that only stand elsewhere. */
  moved: number;
}

/** In what the draft, as it stands here, differs from a version; null while that is not known. */
export function useChangesSince(versionId: string | undefined): ChangesSince | null {
  const { store } = useEditor();
  // The canvas comes first.
  const [stands, setStands] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setStands(true), quietMs);
    return () => clearTimeout(timer);
  }, []);
  const [{ data }] = useQuery({
    query: VersionGraph,
    variables: { id: versionId ?? '' },
    pause: versionId === undefined || !stands,
  });
  const document =
    data?.node && 'graph' in data.node && data.node.id === versionId ? data.node.graph : undefined;
  const version = useMemo(() => (document === undefined ? null : parseWorkflow(document).graph), [document]);
  const [changes, setChanges] = useState<ChangesSince | null>(null);

  useEffect(() => {
    if (!version) return;
    const count = () => {
      const comparison = compareGraphs(version, graphOf(store.getState()));
      const moved = comparison.steps.filter((step) => step.kind === 'changed' && step.moved).length;
      setChanges({ count: countChanges(comparison), moved });
    };
    count();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = store.subscribe((state, before) => {
      if (graphOf(state) === graphOf(before)) return;
      clearTimeout(timer);
      timer = setTimeout(count, quietMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [store, version]);
  return version ? changes : null;
}
