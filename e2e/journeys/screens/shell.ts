import type { Screen } from './screen.ts';

export const screensOfShell: readonly Screen[] = [
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
  {
    name: 'command-palette',
    path: '/demo/settings/general',
    heading: 'General',
    open: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog', { name: 'Command palette' }).waitFor();
    },
  },
];
