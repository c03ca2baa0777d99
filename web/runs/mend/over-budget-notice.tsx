'use client';

import { useState } from 'react';
import { useIsAdmin } from '@/shell/viewer';
import { Button } from '@/ui/button';
import { later } from '@/ui/later';
import { Notice } from '@/ui/notice';
import { useEver } from '@/ui/use-ever';
import type { Failure } from '../run-store';

const RaiseBudgetDialog = later(() =>
  import('./raise-budget-dialog').then((module) => module.RaiseBudgetDialog),
);

/** The run stands still, and has lost nothing. */
export function OverBudgetNotice({ runId, failure }: { runId: string; failure: Failure | null }) {
  const isAdmin = useIsAdmin();
  const [open, setOpen] = useState(false);
  const opened = useEver(open);
  return (
    <Notice tone="warning" title="A budget stopped this run">
      <p className="break-words">
        {failure?.message}{' '}
        {isAdmin ? 'It keeps what it has done.' : 'An admin of the organisation can let it go on.'}
      </p>
      {isAdmin && (
        <div className="mt-2">
          <Button size="sm" onClick={() => setOpen(true)}>
            Raise the budget
          </Button>
        </div>
      )}
      {opened && <RaiseBudgetDialog open={open} onOpenChange={setOpen} runId={runId} />}
    </Notice>
  );
}
