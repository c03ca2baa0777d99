'use client';

import { ConfirmDialog } from '@/ui/confirm-dialog';
import { authRequest } from './auth-request';

interface SignOutEverywhereProps {
  open: boolean;
  onOpenChange(open: boolean): void;
}

export function SignOutEverywhere({ open, onOpenChange }: SignOutEverywhereProps) {
  async function leave() {
    const outcome = await authRequest('/auth/revoke-sessions', {});
    if (!outcome.ok) return outcome.message;
    // A whole new page, so that nothing of the session stays in memory.
    window.location.assign('/sign-in');
    return undefined;
  }
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title="Sign out everywhere?"
      action="Sign out everywhere"
      onConfirm={leave}
    >
      Every device and browser where you are signed in is signed out at once, this one too. API keys keep
      working.
    </ConfirmDialog>
  );
}
