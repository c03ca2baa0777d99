'use client';

import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useClient } from 'urql';
import { isFileValue } from '@/files/file-value';
import { graphql } from '@/graphql/generated';
import { Button } from '@/ui/button';
import { toast } from '@/ui/toast';
import { useStartRun } from './use-start-run';

const InputOfRun = graphql(`
  query InputOfRun($id: ID!) {
    run(id: $id) {
      id
      input
    }
  }
`);

interface RunAgainButtonProps {
  runId: string;
  onStarted(runId: string): void;
}

/** The draft as it is now, on the input of a run before. */
export function RunAgainButton({ runId, onStarted }: RunAgainButtonProps) {
  const client = useClient();
  const start = useStartRun();
  const [pending, setPending] = useState(false);

  async function again() {
    setPending(true);
    const { data } = await client.query(InputOfRun, { id: runId }).toPromise();
    const outcome = data?.run ? await start(asGiven(data.run.input)) : null;
    setPending(false);
    if (!outcome) return toast.error('Not run', 'The input of the run could not be read. Try again.');
    if (!outcome.ok) return toast.error('Not run', outcome.message);
    onStarted(outcome.data.runId);
  }

  return (
    <Button size="sm" icon={<RotateCcw />} pending={pending} onClick={again}>
      Run again
    </Button>
  );
}

/** A file is given by its id; what was left empty is left out again. */
function asGiven(input: unknown): Record<string, unknown> {
  const entries = typeof input === 'object' && input !== null ? Object.entries(input) : [];
  return Object.fromEntries(
    entries.flatMap(([name, value]) =>
      value === null ? [] : [[name, isFileValue(value) ? value.id : value]],
    ),
  );
}
