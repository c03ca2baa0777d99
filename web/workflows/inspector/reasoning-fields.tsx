'use client';

import { reasoningEfforts } from '@patchbay/schema/capabilities.ts';
import { Checkbox } from '@/ui/checkbox';
import { Field } from '@/ui/field';
import { Select } from '@/ui/select';
import { NumberField } from './number-field';
import type { PromptPartProps } from './prompt-part';
import { initialReasoning } from './what-does-not-apply';

const efforts = reasoningEfforts.map((value) => ({
  value,
  label: value.charAt(0).toUpperCase() + value.slice(1),
}));

/** Only for models that reason, in the shape of the model's parameter; what is set stays in sight where it is not. */
export function ReasoningFields({ nodeId, data, faults, readOnly, onChange, model }: PromptPartProps) {
  const { reasoning } = data;
  if (!reasoning && !model?.capabilities.reasoning) return null;
  return (
    <div data-field="reasoning" className="flex flex-col gap-3">
      <Checkbox
        label="Extended reasoning"
        hint="The model thinks before it answers. Its thoughts count as output."
        checked={reasoning !== null}
        disabled={readOnly || (!reasoning && !model)}
        onCheckedChange={(on) => onChange({ reasoning: on && model ? initialReasoning(model) : null })}
      />
      {reasoning && 'maxTokens' in reasoning && (
        <NumberField
          nodeId={nodeId}
          place="reasoning.maxTokens"
          label="Reasoning budget in tokens"
          value={reasoning.maxTokens}
          min={1}
          whole
          error={faults.get('reasoning.maxTokens')}
          readOnly={readOnly}
          onChange={(maxTokens) => maxTokens !== null && onChange({ reasoning: { maxTokens } }, 'reasoning')}
        />
      )}
      {reasoning && 'effort' in reasoning && (
        <Field label="Reasoning effort">
          <Select
            value={reasoning.effort}
            disabled={readOnly}
            options={efforts}
            onValueChange={(effort) => onChange({ reasoning: { effort } })}
          />
        </Field>
      )}
    </div>
  );
}
