import { setTimeout as sleep } from 'node:timers/promises';
import type { Page, Request } from '@playwright/test';

const quietMs = 500;

const isLive = (request: Request) => new URL(request.url()).pathname === '/graphql/stream';

/**
 * Call it before the page is opened. What it gives waits until nothing was asked for a while; live events, whose stream
 * stays open as long as the page, are not waited for.
 */
export function watchRequests(page: Page): () => Promise<void> {
  const open = new Set<Request>();
  let latest = performance.now();
  page.on('request', (request) => {
    if (isLive(request)) return;
    open.add(request);
    latest = performance.now();
  });
  const end = (request: Request) => {
    if (open.delete(request)) latest = performance.now();
  };
  page.on('requestfinished', end);
  page.on('requestfailed', end);
  return async () => {
    while (open.size > 0 || performance.now() - latest < quietMs) await sleep(50);
  };
}
