'use client';

import { RefreshCw } from 'lucide-react';
import { useEffect } from 'react';
import { useQuery } from 'urql';
import { graphql } from '@/graphql/generated';
import type { PartName } from '@/graphql/generated/graphql';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { Skeleton } from '@/ui/skeleton';
import { LoadFailure } from '../load-failure';
import { milliseconds } from './milliseconds';

const SystemStatus = graphql(`
  query SystemStatus {
    systemStatus {
      name
      version
      isHealthy
      latencyMs
      detail
    }
  }
`);

const names = { API: 'API', WORKER: 'Worker', POSTGRES: 'PostgreSQL', RESTATE: 'Restate' } satisfies Record<
  PartName,
  string
>;

/** Each part with its version, health and latency; asked again every fifteen seconds while it is looked at. */
export function PartList() {
  const [{ data, error, fetching }, ask] = useQuery({
    query: SystemStatus,
    requestPolicy: 'cache-and-network',
  });

  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) ask({ requestPolicy: 'network-only' });
    }, 15_000);
    return () => clearInterval(timer);
  }, [ask]);

  const parts = data?.systemStatus;
  if (error && !parts) return <LoadFailure what="The state of the parts" error={error} onRetry={ask} />;
  return (
    <Card
      title="Parts"
      action={
        <Button
          size="sm"
          icon={<RefreshCw />}
          pending={fetching}
          onClick={() => ask({ requestPolicy: 'network-only' })}
        >
          Ask again
        </Button>
      }
    >
      {!parts && <Skeleton className="h-40 w-full" />}
      {parts && (
        <ul className="-mx-4 -mb-4 divide-y divide-line border-t border-line sm:-mx-5">
          {parts.map((part, index) => (
            // Several workers share a name, so the position tells them apart.
            <li
              key={`${part.name} ${index}`}
              className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 sm:px-5"
            >
              <span className="w-24 font-medium">{names[part.name]}</span>
              <span className="w-24">
                <Badge tone={part.isHealthy ? 'success' : 'danger'} dot>
                  {part.isHealthy ? 'Healthy' : 'In trouble'}
                </Badge>
              </span>
              <span className="w-20 text-muted tabular-nums">
                {part.latencyMs === null ? '' : milliseconds(part.latencyMs)}
              </span>
              <span className="min-w-0 flex-1 basis-48 break-words text-muted">
                {part.version && <span className="text-ink">{part.version}</span>}
                {part.version && part.detail && ' · '}
                {part.detail}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
