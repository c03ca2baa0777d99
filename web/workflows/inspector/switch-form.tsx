'use client';

import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import type { StepFormProps } from '../nodes/node-look';
import { ExpressionField } from './expression-field';
import { freshName, ItemCard, ItemList, withItem } from './item-list';

export function SwitchForm({ nodeId, data: { cases }, faults, readOnly, onChange }: StepFormProps<'switch'>) {
  const create = () => {
    const id = freshName(
      'case',
      cases.map((one) => one.id),
    );
    return { id, name: `Case ${cases.length + 1}`, when: '' };
  };
  return (
    <div className="flex flex-col gap-3">
      <p className="text-xs text-muted">
        The first case that is true is the way the run goes. Where none is, it goes the way of "Otherwise".
      </p>
      <ItemList
        noun="case"
        items={cases}
        nameOf={({ name }) => name}
        most={20}
        readOnly={readOnly}
        error={faults.get('cases')}
        onChange={(next) => onChange({ cases: next })}
        create={create}
        renderItem={({ name, when }, index, controls) => (
          <ItemCard title={`${index + 1}.`} controls={controls}>
            <Field label="Name" place={`cases.${index}.name`} error={faults.get(`cases.${index}.name`)}>
              <Input
                value={name}
                maxLength={60}
                readOnly={readOnly}
                placeholder={`Case ${index + 1}`}
                onChange={(event) =>
                  onChange({ cases: withItem(cases, index, { name: event.target.value }) }, `name.${index}`)
                }
              />
            </Field>
            <ExpressionField
              nodeId={nodeId}
              place={`cases.${index}.when`}
              label="When"
              placeholder='input.kind == "bill"'
              value={when}
              readOnly={readOnly}
              onChange={(text) =>
                onChange({ cases: withItem(cases, index, { when: text }) }, `when.${index}`)
              }
            />
          </ItemCard>
        )}
      />
    </div>
  );
}
