import { Activity, Boxes, Settings, Workflow, type LucideIcon } from 'lucide-react';

export interface Place {
  label: string;
  icon: LucideIcon;
  /** Below the organisation's own path. */
  path: string;
}

/**
 * The entries of the sidebar, in their order. An entry stands here from the day its pages exist, never before.
 */
const places = {
  models: { label: 'Models', icon: Boxes, path: 'models' },
  workflows: { label: 'Workflows', icon: Workflow, path: 'workflows' },
  runs: { label: 'Runs', icon: Activity, path: 'runs' },
  settings: { label: 'Settings', icon: Settings, path: 'settings' },
} as const satisfies Record<string, Place>;

export const placeList: readonly Place[] = Object.values(places);
