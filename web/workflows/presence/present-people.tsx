'use client';

import { later } from '@/ui/later';
import { useEditor } from '../canvas/editor-context';
import { useOthersSaves } from './use-others-saves';
import { usePresence } from './use-presence';

// Most of the time one is alone.
const PresenceButton = later(() => import('./presence-button').then((module) => module.PresenceButton));

/** Who else has this workflow open, and in how many tabs oneself has. */
export function PresentPeople() {
  const { workflowId } = useEditor();
  const presence = usePresence(workflowId);
  useOthersSaves(presence?.draftRevision);
  if (!presence) return null;
  const others = presence.people.filter(({ isViewer }) => !isViewer);
  const ownTabs = presence.people.find(({ isViewer }) => isViewer)?.visits ?? 1;
  if (others.length + presence.more === 0 && ownTabs < 2) return null;
  return <PresenceButton others={others} more={presence.more} ownTabs={ownTabs} />;
}
