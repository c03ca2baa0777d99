/**
 * First parts of the web's own addresses. No organisation may have one as its slug: `/<slug>` would show that page
 * instead of the organisation.
 */
export const reservedSlugs: ReadonlySet<string> = new Set([
  'account',
  'auth',
  'enter',
  'graphql',
  'healthz',
  'invitation',
  'kit',
  'reset-password',
  'setup',
  'sign-in',
]);
