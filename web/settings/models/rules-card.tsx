import { platformOnly } from '@patchbay/schema/model-features.ts';
import type { Substitution } from '@/graphql/generated/graphql';
import { Card } from '@/ui/card';
import { Checkbox } from '@/ui/checkbox';
import { RadioGroup } from '@/ui/radio-group';
import type { PolicyPartProps } from './policy-form';
import { substitutionLabels } from './policy-words';

const substitutions = [
  {
    value: 'NEVER',
    label: substitutionLabels.NEVER,
    description: 'The step fails and says why, until its model is repaired or another one is chosen.',
  },
  {
    value: 'DEFAULT',
    label: substitutionLabels.DEFAULT,
    description:
      'The receipt of the step says which model answered in place of which. A step can refuse it for itself.',
  },
  {
    value: 'PLATFORM',
    label: substitutionLabels.PLATFORM,
    description: 'The platform as a safety net behind both.',
  },
] as const satisfies readonly { value: Substitution; label: string; description: string }[];

const switchedOff =
  platformOnly.length === 0
    ? 'No feature runs on the platform model alone, so none is switched off.'
    : `It switches off: ${platformOnly.map(({ label }) => label).join(', ')}.`;

export function RulesCard({ draft, faults, onChange }: PolicyPartProps) {
  return (
    <Card title="Rules">
      <div className="flex flex-col gap-5">
        <RadioGroup
          legend="Who answers for a model that is switched off, deleted, or whose key is refused?"
          options={substitutions}
          value={draft.substitution}
          onValueChange={(substitution) => onChange({ substitution })}
        />
        <Checkbox
          label="Only use our custom models"
          hint={`Platform models leave every picker, and are refused when a workflow runs, also as a safety net. The default and the fallback must be custom models. ${switchedOff}`}
          error={faults.exclusive}
          checked={draft.exclusive}
          onCheckedChange={(exclusive) => onChange({ exclusive })}
        />
        <Checkbox
          label="Offer the same models to sub-organisations"
          hint={
            draft.own
              ? 'Those without a choice of their own inherit the default and the fallback, both together, and run them on our credentials without seeing them.'
              : 'Set a default of your own first: what is inherited is offered by whom it is inherited from.'
          }
          error={faults.offered}
          checked={draft.offered}
          disabled={!draft.own}
          onCheckedChange={(offered) => onChange({ offered })}
        />
      </div>
    </Card>
  );
}
