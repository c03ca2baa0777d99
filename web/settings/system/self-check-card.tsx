'use client';

import { useState } from 'react';
import { graphql } from '@/graphql/generated';
import { useDeed } from '@/graphql/use-deed';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { Notice } from '@/ui/notice';
import { SelfCheckProgress } from './self-check-progress';

const Run = graphql(`
  mutation RunSelfCheck {
    runSelfCheck {
      ... on RunSelfCheckPayload {
        selfCheck {
          id
        }
      }
      ...Failure
    }
  }
`);

export function SelfCheckCard() {
  const [run, starting] = useDeed(Run);
  const [checkId, setCheckId] = useState<string>();
  const [problem, setProblem] = useState<string>();

  async function start() {
    const outcome = await run({});
    setProblem(outcome.ok ? undefined : outcome.message);
    if (outcome.ok) setCheckId(outcome.data.selfCheck.id);
  }

  return (
    <Card
      title="Self-check"
      description="A run in miniature: it proves by doing it that database, Restate, worker and live events work together."
      action={
        <Button variant="primary" onClick={start} pending={starting}>
          Run the self-check
        </Button>
      }
    >
      {problem && <Notice tone="danger">{problem}</Notice>}
      {/* Another check is another stream, hence the key. */}
      {checkId ? (
        <SelfCheckProgress key={checkId} checkId={checkId} />
      ) : (
        !problem && <p className="text-sm text-muted">Its steps appear here while they happen.</p>
      )}
    </Card>
  );
}
