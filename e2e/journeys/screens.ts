import type { Page } from '@playwright/test';

export interface Screen {
  name: string;
  path: string;
  /** Its first-level heading: what is looked at only after it stands there. */
  heading: string | RegExp;
  signedOut?: boolean;
  /** What is opened on the page before it is looked at. */
  open?(page: Page): Promise<void>;
  status?: number;
}

/** Every screen that a person can come to. A new page gets its row here. */
export const screens: readonly Screen[] = [
  { name: 'sign-in', path: '/sign-in', heading: 'Sign in', signedOut: true },
  { name: 'enter', path: '/enter', heading: 'This link does not sign you in', signedOut: true },
  { name: 'invitation', path: '/invitation', heading: 'This invitation does not work', signedOut: true },
  {
    name: 'reset-password',
    path: '/reset-password#a-token',
    heading: 'Choose a new password',
    signedOut: true,
  },
  { name: 'setup', path: '/setup', heading: /Set up|set up/, signedOut: true },
  { name: 'not-found', path: '/there/is/no/such/page', heading: 'There is no such page', status: 404 },
  { name: 'account', path: '/account', heading: 'Your account' },
  { name: 'settings-general', path: '/demo/settings/general', heading: 'General' },
  { name: 'settings-members', path: '/demo/settings/members', heading: 'Members' },
  {
    name: 'settings-members-invite',
    path: '/demo/settings/members',
    heading: 'Members',
    open: (page) => page.getByRole('button', { name: 'Invite' }).first().click(),
  },
  { name: 'settings-projects', path: '/demo/settings/projects', heading: 'Projects' },
  { name: 'settings-api-keys', path: '/demo/settings/api-keys', heading: 'API keys' },
  {
    name: 'settings-api-keys-new',
    path: '/demo/settings/api-keys',
    heading: 'API keys',
    open: (page) => page.getByRole('button', { name: 'New key' }).first().click(),
  },
  { name: 'settings-audit', path: '/demo/settings/audit', heading: 'Audit' },
  { name: 'settings-system', path: '/demo/settings/system', heading: 'System' },
  {
    name: 'command-palette',
    path: '/demo/settings/general',
    heading: 'General',
    open: (page) => page.keyboard.press('Control+k'),
  },
];
