import {
  Activity,
  Building2,
  FolderKanban,
  KeyRound,
  Network,
  Plug,
  ScrollText,
  Users,
  Wallet,
  Waypoints,
  Wrench,
  type LucideIcon,
} from 'lucide-react';

export interface SettingsSection {
  label: string;
  icon: LucideIcon;
  /** Below `/<organisation>/settings/`. */
  path: string;
  keywords: string[];
}

export const sections = {
  general: { label: 'General', icon: Building2, path: 'general', keywords: ['name', 'slug', 'organisation'] },
  members: {
    label: 'Members',
    icon: Users,
    path: 'members',
    keywords: ['invite', 'people', 'roles', 'password reset'],
  },
  projects: {
    label: 'Projects',
    icon: FolderKanban,
    path: 'projects',
    keywords: ['contributors', 'viewers'],
  },
  subOrganizations: {
    label: 'Sub-organisations',
    icon: Network,
    path: 'sub-organizations',
    keywords: ['parent', 'child', 'department', 'switch'],
  },
  models: {
    label: 'Models',
    icon: Waypoints,
    path: 'models',
    keywords: ['default', 'fallback', 'alias', 'policy', 'custom models only', 'substitution'],
  },
  budgets: {
    label: 'Budgets',
    icon: Wallet,
    path: 'budgets',
    keywords: ['cost', 'cap', 'limit', 'tokens', 'spend', 'month'],
  },
  connections: {
    label: 'Connections',
    icon: Plug,
    path: 'connections',
    keywords: ['secret', 'token', 'oauth', 'bearer', 'password', 'origin'],
  },
  tools: {
    label: 'Tools',
    icon: Wrench,
    path: 'tools',
    keywords: ['mcp', 'function', 'http request', 'call', 'arguments'],
  },
  apiKeys: { label: 'API keys', icon: KeyRound, path: 'api-keys', keywords: ['token', 'secret', 'graphql'] },
  audit: { label: 'Audit', icon: ScrollText, path: 'audit', keywords: ['history', 'log', 'events'] },
  system: { label: 'System', icon: Activity, path: 'system', keywords: ['health', 'version', 'self-check'] },
} as const satisfies Record<string, SettingsSection>;

export const sectionList: readonly SettingsSection[] = Object.values(sections);
