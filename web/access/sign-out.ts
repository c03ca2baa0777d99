import { toast } from '@/ui/toast';
import { authRequest } from './auth-request';

export async function signOut(): Promise<void> {
  const outcome = await authRequest('/auth/sign-out', {});
  // A whole new page, so that nothing of the session stays in memory.
  if (outcome.ok) window.location.assign('/sign-in');
  else toast.error('You are still signed in', outcome.message);
}
