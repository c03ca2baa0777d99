import { stepsOf } from './decision';
import type { RepointPlan } from './repoint-plan';
import { StepName } from './step-name';

/** Who uses the model, by workflow and step. */
export function UseList({ plan: { workflowCount, groups } }: { plan: RepointPlan }) {
  const steps = groups
    .flatMap(stepsOf)
    .toSorted((one, other) => one.workflow.name.localeCompare(other.workflow.name));
  const listed = new Set(steps.map(({ workflow }) => workflow.id)).size;
  return (
    <section aria-label="Who uses it" className="flex flex-col gap-2">
      <h3 className="text-sm font-medium">
        {workflowCount === 1
          ? '1 active workflow uses it'
          : `${workflowCount.toLocaleString('en-GB')} active workflows use it`}
      </h3>
      <ul className="flex max-h-44 flex-col divide-y divide-line overflow-y-auto rounded-md border border-line">
        {steps.map((step) => (
          <li key={step.key} className="px-3 py-2">
            <StepName step={step} />
          </li>
        ))}
      </ul>
      {workflowCount > listed && (
        <p className="text-xs text-muted">
          And {(workflowCount - listed).toLocaleString('en-GB')} more, which are not listed here.
        </p>
      )}
    </section>
  );
}
