'use client';

import { requirementsOf } from '@patchbay/schema/workflow-graph.ts';
import { useMemo } from 'react';
import { useStep } from '../canvas/editor-context';
import type { Need } from './model-options';

const nothing: Need = { requirements: [], onMissingCapability: 'refuse' };

/** What a step asks of its model as it stands. */
export function useNeed(nodeId: string): Need {
  const step = useStep(nodeId);
  return useMemo(() => {
    if (step?.kind !== 'prompt') return nothing;
    return { requirements: requirementsOf(step), onMissingCapability: step.data.onMissingCapability };
  }, [step]);
}
