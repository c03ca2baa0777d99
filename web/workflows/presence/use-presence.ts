'use client';

import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { onEnd, pipe, subscribe } from 'wonka';
import { graphql } from '@/graphql/generated';
import type { WorkflowPresenceSubscription } from '@/graphql/generated/graphql';

const WorkflowPresence = graphql(`
  subscription WorkflowPresence($workflowId: ID!) {
    workflowPresence(workflowId: $workflowId) {
      people {
        key
        name
        isViewer
        visits
      }
      more
      draftRevision
    }
  }
`);

export type Presence = WorkflowPresenceSubscription['workflowPresence'];

/** A stay that ended sooner than this did not end because it was over. */
const shortestStayMs = 5_000;

/** Who has the workflow open. Asking is being there: each stay ends by itself, and is begun anew while the page lives. */
export function usePresence(workflowId: string): Presence | null {
  const client = useClient();
  const [presence, setPresence] = useState<Presence | null>(null);
  useEffect(() => {
    let over = false;
    let leave = () => {};
    let timer: ReturnType<typeof setTimeout> | undefined;
    function stay() {
      const begun = performance.now();
      const { unsubscribe } = pipe(
        client.subscription(WorkflowPresence, { workflowId }),
        onEnd(() => {
          if (!over)
            timer = setTimeout(stay, performance.now() - begun < shortestStayMs ? shortestStayMs : 0);
        }),
        subscribe(({ data, error }) => {
          if (data) setPresence(data.workflowPresence);
          // Refused: somebody who may no longer look is told by everything else on the page.
          if (error) over = true;
        }),
      );
      leave = unsubscribe;
    }
    stay();
    return () => {
      over = true;
      clearTimeout(timer);
      leave();
    };
  }, [client, workflowId]);
  return presence;
}
