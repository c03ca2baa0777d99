'use client';

import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import type { StepFormProps } from '../nodes/node-look';
import { freshName, ItemCard, ItemList, withItem } from './item-list';
import { TemplateField } from './template-field';

export function OutputForm({
  nodeId,
  data: { results },
  faults,
  readOnly,
  onChange,
}: StepFormProps<'output'>) {
  return (
    <div className="flex flex-col gap-3">
      <p className="text-xs text-muted">
        What the run gives back. A result that is one reference alone keeps its type; any other is text.
      </p>
      <ItemList
        noun="result"
        items={results}
        nameOf={({ name }) => name}
        most={50}
        readOnly={readOnly}
        error={faults.get('results')}
        onChange={(next) => onChange({ results: next })}
        create={() => ({
          name: freshName(
            'result',
            results.map(({ name }) => name),
          ),
          value: '',
        })}
        renderItem={({ name, value }, index, controls) => (
          <ItemCard title={`${index + 1}.`} controls={controls}>
            <Field label="Name" place={`results.${index}.name`} error={faults.get(`results.${index}.name`)}>
              <Input
                mono
                value={name}
                maxLength={40}
                spellCheck={false}
                readOnly={readOnly}
                onChange={(event) =>
                  onChange(
                    { results: withItem(results, index, { name: event.target.value }) },
                    `name.${index}`,
                  )
                }
              />
            </Field>
            <TemplateField
              nodeId={nodeId}
              label="Value"
              place={`results.${index}.value`}
              placeholder="{{ prompt.text }}"
              value={value}
              previews
              readOnly={readOnly}
              onChange={(text) =>
                onChange({ results: withItem(results, index, { value: text }) }, `value.${index}`)
              }
            />
          </ItemCard>
        )}
      />
    </div>
  );
}
