'use client';

import { useMemo, useState } from 'react';
import { useModels, usePickingPolicy } from '@/models/use-models';
import { useViewer } from '@/shell/viewer';
import { type Need, offerModels } from './model-options';
import { recentModels, rememberModel } from './recent-models';

/** What the picker offers, judged by what is needed. */
export function useOffer(need: Need) {
  const { models, state, reload } = useModels();
  const policy = usePickingPolicy();
  const { viewer, membership } = useViewer();
  const [recent, setRecent] = useState(() => recentModels(viewer.id, membership?.slug ?? ''));
  const offer = useMemo(() => offerModels({ models, policy, need, recent }), [models, policy, need, recent]);

  function remember(reference: string) {
    rememberModel(reference, viewer.id, membership?.slug ?? '');
    setRecent(recentModels(viewer.id, membership?.slug ?? ''));
  }
  return { offer, models, state, reload, policy, remember };
}
