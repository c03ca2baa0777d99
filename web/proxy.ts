import { largestUploadMegabytes } from '@patchbay/schema/file-types.ts';
import { NextResponse } from 'next/server';
import type { NextRequest } from 'next/server';

/**
 * Every request for a page or for the API passes here.
 *
 * - `/graphql`, `/auth` and `/files` belong to the API and are forwarded. This is done here rather than by a rewrite in
 *   next.config, because those are fixed at build time and API_URL is known only when the process starts.
 * - Pages get a Content-Security-Policy with a nonce of their own.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  if (belongsToApi(pathname)) return forward(request, pathname + search);
  return withSecurityHeaders(request);
}

export const config = {
  // Files of the build carry a hash in their name and need neither a policy nor forwarding.
  matcher: '/((?!_next/static|_next/image|icon.svg|healthz).*)',
};

function belongsToApi(pathname: string): boolean {
  return /^\/(graphql|auth|files)(\/|$)/.test(pathname);
}

/** More than the API takes, and less than Next buffers: beyond that it would pass on half of a request. */
const megabyte = 1024 * 1024;

function forward(request: NextRequest, pathAndQuery: string): NextResponse {
  const isFile = request.nextUrl.pathname.startsWith('/files');
  const largest = isFile ? largestUploadMegabytes : 8;
  if (Number(request.headers.get('content-length')) > largest * megabyte) {
    const message = isFile
      ? `The file is too large: at most ${largest} MB are taken. Make it smaller first.`
      : 'The request is too large.';
    return NextResponse.json({ code: 'TOO_LARGE', message, path: [] }, { status: 413 });
  }
  const api = process.env.API_URL;
  if (!api) return NextResponse.json({ message: 'The web was started without API_URL.' }, { status: 502 });
  return NextResponse.rewrite(new URL(pathAndQuery, api));
}

function withSecurityHeaders(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID();
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development');

  // Next reads the nonce for its own scripts from the policy on the request; the layout reads `x-nonce`.
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set('x-nonce', nonce);
  // Where to return to after signing in.
  headers.set('x-path', request.nextUrl.pathname + request.nextUrl.search);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('x-content-type-options', 'nosniff');
  // Links for invitations and resets carry their token in the fragment; the path is not for others either.
  response.headers.set('referrer-policy', 'same-origin');
  response.headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()');
  response.headers.set('cross-origin-opener-policy', 'same-origin');
  return response;
}

function contentSecurityPolicy(nonce: string, development: boolean): string {
  return [
    "default-src 'self'",
    // React evaluates code for its error overlay, in development only.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    // Positions and sizes are style attributes; attributes cannot load anything under this policy.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
