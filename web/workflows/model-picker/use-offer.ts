'use client';

import type { Requirement } from '@patchbay/schema/capabilities.ts';
import { requirementsOf } from '@patchbay/schema/workflow-graph.ts';
import { useMemo, useState } from 'react';
import { useModels, usePickingPolicy } from '@/models/use-models';
import { useViewer } from '@/shell/viewer';
import { useStep } from '../canvas/editor-context';
import { offerModels } from './model-options';
import { recentModels, rememberModel } from './recent-models';

/** What the picker of a step offers, judged by what the step needs as it stands. */
export function useOffer(nodeId: string, alsoNeeds: readonly Requirement[]) {
  const step = useStep(nodeId);
  const { models, state, reload } = useModels();
  const policy = usePickingPolicy();
  const { viewer, membership } = useViewer();
  const [recent, setRecent] = useState(() => recentModels(viewer.id, membership?.slug ?? ''));

  const need = useMemo(() => {
    if (step?.kind !== 'prompt') return { requirements: alsoNeeds, onMissingCapability: 'refuse' as const };
    const { onMissingCapability } = step.data;
    return { requirements: [...requirementsOf(step), ...alsoNeeds], onMissingCapability };
  }, [step, alsoNeeds]);
  const offer = useMemo(() => offerModels({ models, policy, need, recent }), [models, policy, need, recent]);

  function remember(reference: string) {
    rememberModel(reference, viewer.id, membership?.slug ?? '');
    setRecent(recentModels(viewer.id, membership?.slug ?? ''));
  }
  return { offer, models, state, reload, policy, need, remember };
}
