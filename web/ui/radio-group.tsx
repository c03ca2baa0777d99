'use client';

import { Field } from '@base-ui/react/field';
import { Fieldset } from '@base-ui/react/fieldset';
import { Radio } from '@base-ui/react/radio';
import { RadioGroup as Base } from '@base-ui/react/radio-group';
import type { Option } from './select';

interface RadioGroupProps<Value extends string> {
  legend: string;
  options: readonly Option<Value>[];
  value: Value;
  onValueChange(value: NoInfer<Value>): void;
  disabled?: boolean;
}

/** One of two to four, all of them in sight with what they mean. */
export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { legend, options, value, onValueChange, disabled } = props;
  return (
    <Field.Root disabled={disabled}>
      <Fieldset.Root
        render={<Base value={value} onValueChange={(next) => onValueChange(next as Value)} />}
        className="flex flex-col gap-2"
      >
        <Fieldset.Legend className="text-sm font-medium">{legend}</Fieldset.Legend>
        {options.map((option) => (
          <Field.Item key={option.value} className="flex items-start gap-2.5">
            <Radio.Root
              value={option.value}
              disabled={option.disabled}
              className="mt-0.5 flex size-4 shrink-0 cursor-pointer items-center justify-center rounded-full border border-edge bg-panel hover:border-muted data-checked:border-accent data-disabled:cursor-not-allowed data-disabled:opacity-50"
            >
              <Radio.Indicator className="size-2 rounded-full bg-accent" />
            </Radio.Root>
            <span className="flex flex-col gap-0.5">
              <Field.Label className="text-sm">{option.label}</Field.Label>
              {option.description && (
                <Field.Description className="text-xs text-muted">{option.description}</Field.Description>
              )}
            </span>
          </Field.Item>
        ))}
      </Fieldset.Root>
    </Field.Root>
  );
}
