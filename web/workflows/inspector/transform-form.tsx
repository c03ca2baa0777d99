'use client';

import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import type { StepFormProps } from '../nodes/node-look';
import { ExpressionField } from './expression-field';
import { freshName, ItemCard, ItemList, withItem } from './item-list';

export function TransformForm({
  nodeId,
  data: { fields },
  faults,
  readOnly,
  onChange,
}: StepFormProps<'transform'>) {
  return (
    <ItemList
      noun="field"
      items={fields}
      nameOf={({ name }) => name}
      most={50}
      readOnly={readOnly}
      error={faults.get('fields')}
      onChange={(next) => onChange({ fields: next })}
      create={() => ({
        name: freshName(
          'value',
          fields.map(({ name }) => name),
        ),
        expression: '',
      })}
      renderItem={({ name, expression }, index, controls) => (
        <ItemCard title={`${index + 1}.`} controls={controls}>
          <Field label="Name" place={`fields.${index}.name`} error={faults.get(`fields.${index}.name`)}>
            <Input
              mono
              value={name}
              maxLength={40}
              spellCheck={false}
              readOnly={readOnly}
              onChange={(event) =>
                onChange({ fields: withItem(fields, index, { name: event.target.value }) }, `name.${index}`)
              }
            />
          </Field>
          <ExpressionField
            nodeId={nodeId}
            place={`fields.${index}.expression`}
            label="Value"
            placeholder="size(input.text)"
            value={expression}
            readOnly={readOnly}
            onChange={(text) =>
              onChange({ fields: withItem(fields, index, { expression: text }) }, `value.${index}`)
            }
          />
        </ItemCard>
      )}
    />
  );
}
