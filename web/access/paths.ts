/** Where to sign in, and where to go on afterwards. */
export function signInPath(returnTo: string): string {
  return returnTo === '/' ? '/sign-in' : `/sign-in?return=${encodeURIComponent(returnTo)}`;
}

/** Only a path of our own is followed: an address in a link could lead anywhere else. */
export function safeReturnPath(wanted: string | null | undefined): string {
  if (!wanted) return '/';
  try {
    const origin = 'http://patchbay.invalid';
    const url = new URL(wanted, origin);
    return url.origin === origin && wanted.startsWith('/') ? url.pathname + url.search + url.hash : '/';
  } catch {
    return '/';
  }
}
