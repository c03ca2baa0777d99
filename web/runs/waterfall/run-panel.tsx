import { isFinished } from '@patchbay/schema/run-event.ts';
import type { RunToShow } from '../run-page';
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
        ) : (
          <ValueView value={run.output} answers />
        )}
      </section>
      <section aria-label="Input" className="flex flex-col gap-2">
        <h3 className="text-xs font-medium text-muted">Input</h3>
        <ValueView value={run.input} />
      </section>
    </>
  );
}
