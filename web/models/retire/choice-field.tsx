import { capabilities } from '@patchbay/schema/capabilities.ts';
import { Combobox } from '@/ui/combobox';
import { Field } from '@/ui/field';
import { capabilityNamed } from '../capability-enum';
import { sayDifference } from './decision';
import type { RepointChoice } from './repoint-plan';

interface ChoiceFieldProps {
  label: string;
  /** The nearest first. */
  choices: readonly RepointChoice[];
  /** All there are, where `choices` holds only the nearest of them. */
  choiceCount: number;
  value: string | null;
  onChoose(reference: string): void;
}

/** One of the models that can do what the steps need, with what it would have cost. */
export function ChoiceField({ label, choices, choiceCount, value, onChoose }: ChoiceFieldProps) {
  const chosen = choices.find(({ model }) => model.reference === value);
  const more = choiceCount - choices.length;
  return (
    <Field
      label={label}
      error={value === null ? 'Choose a model that can answer all of them.' : undefined}
      hint={
        <>
          {chosen && <span className="block text-ink">{sayChoice(chosen)}</span>}
          {more > 0
            ? `The ${choices.length} nearest of ${choiceCount} that can do what is needed.`
            : 'Only models that can do what is needed, the nearest first.'}
        </>
      }
    >
      <Combobox
        options={choices.map(asOption)}
        value={value}
        onValueChange={(reference) => reference !== null && onChoose(reference)}
        placeholder="Search models"
        empty="No model matches."
      />
    </Field>
  );
}

export function asOption(choice: RepointChoice) {
  const { model } = choice;
  const unconfigured = model.status === 'UNCONFIGURED' && 'not configured by the operator';
  return {
    value: model.reference,
    label: model.displayName,
    description: [model.reference, sayDifference(choice.costDifference), sayLack(choice), unconfigured]
      .filter(Boolean)
      .join(' · '),
  };
}

function sayChoice(choice: RepointChoice): string {
  const { costDifference } = choice;
  const cost =
    costDifference === null
      ? 'What it costs in comparison is unknown: a price or a count of tokens is missing.'
      : Number(costDifference) === 0
        ? 'No difference in cost for what the steps asked in the last 30 days.'
        : `${sayDifference(costDifference)} for what the steps asked in the last 30 days.`;
  const lack = sayLack(choice);
  return lack ? `${cost} It ${lack}, which no step needs.` : cost;
}

function sayLack({ lacks }: RepointChoice): string {
  return lacks.length === 0
    ? ''
    : `lacks ${lacks.map((name) => capabilities[capabilityNamed[name]].label).join(', ')}`;
}
