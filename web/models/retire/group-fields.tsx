import { capabilities } from '@patchbay/schema/capabilities.ts';
import { Folded } from '@/ui/folded';
import { Select } from '@/ui/select';
import { capabilityNamed } from '../capability-enum';
import { asOption, ChoiceField } from './choice-field';
import { type Decision, leaves, type Step, stepsOf } from './decision';
import type { RepointGroup } from './repoint-plan';
import { StepName } from './step-name';

interface GroupFieldsProps {
  group: RepointGroup;
  decision: Decision;
  onDecide(part: Partial<Decision>): void;
}

const asTheGroup = 'as-the-group';

/** Steps that need the same: one model for them, and another for any that should have one of its own. */
export function GroupFields({ group, decision, onDecide }: GroupFieldsProps) {
  const { key, needs, useCount, choices, choiceCount } = group;
  const steps = stepsOf(group);
  const shown = group.uses.length;
  const needed = needs.map((name) => capabilities[capabilityNamed[name]].label).join(', ');
  const title = needed ? `Steps that need ${needed}` : 'Steps that any model can answer';

  function decideStep(step: Step, to: string) {
    const { [step.key]: _before, ...others } = decision.steps;
    onDecide({ steps: to === asTheGroup ? others : { ...others, [step.key]: to } });
  }

  const options = [
    { value: asTheGroup, label: 'As above' },
    ...choices.map(asOption),
    { value: leaves, label: 'None', description: 'The step stays as it is' },
  ];
  return (
    <fieldset className="flex flex-col gap-3 rounded-md border border-line p-3">
      <legend className="px-1 text-sm font-medium">{title}</legend>
      {choices.length === 0 ? (
        <p className="text-sm text-warning">No model here can do that: these steps get none.</p>
      ) : (
        <ChoiceField
          label="The model for them"
          choices={choices}
          choiceCount={choiceCount}
          value={decision.groups[key] ?? null}
          onChoose={(to) => onDecide({ groups: { ...decision.groups, [key]: to } })}
        />
      )}
      {choices.length > 0 && (
        <Folded
          what={steps.length === 1 ? 'the step' : `the ${steps.length} steps, each with its own choice`}
        >
          <ul className="mt-2 flex flex-col divide-y divide-line">
            {steps.map((step) => (
              <li key={step.key} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 py-2">
                <span className="min-w-0 flex-1 basis-52">
                  <StepName step={step} />
                </span>
                <Select
                  aria-label={`The model for ${step.name} of ${step.workflow.name}`}
                  options={options}
                  value={decision.steps[step.key] ?? asTheGroup}
                  onValueChange={(to) => decideStep(step, to)}
                  className="w-48 max-sm:w-full"
                />
              </li>
            ))}
          </ul>
          {useCount > shown && (
            <p className="text-xs text-muted">
              The first {shown} of {useCount} places are shown; the others get the model above.
            </p>
          )}
        </Folded>
      )}
    </fieldset>
  );
}
