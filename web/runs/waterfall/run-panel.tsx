import { isFinished } from '@patchbay/schema/run-event.ts';
import { isRecord } from '@patchbay/schema/shape.ts';
import type { RunToShow } from '../run-page';
import { withoutResult } from '../run-store';
import { ValueView } from '../value-view';

/** What went into the run as a whole, and what came out of it. */
export function RunPanel({ run }: { run: RunToShow }) {
  return (
    <>
      <h2 className="text-base font-semibold tracking-tight">The run</h2>
      <section aria-label="Output" className="flex flex-col gap-2">
        <h3 className="text-xs font-medium text-muted">Output</h3>
        {run.output === null ? (
          <p className="text-sm text-muted">
            {isFinished(run.status) ? 'It ended without one.' : 'It comes when the run succeeds.'}
          </p>
        ) : isEmptyRecord(run.output) ? (
          <p className="text-sm text-muted">{withoutResult}</p>
        ) : (
          <ValueView value={run.output} answers />
        )}
      </section>
      <section aria-label="Input" className="flex flex-col gap-2">
        <h3 className="text-xs font-medium text-muted">Input</h3>
        {isEmptyRecord(run.input) ? (
          <p className="text-sm text-muted">The workflow asks for none.</p>
        ) : (
          <ValueView value={run.input} />
        )}
      </section>
    </>
  );
}

const isEmptyRecord = (value: unknown) => isRecord(value) && Object.keys(value).length === 0;
