'use client';

import { X } from 'lucide-react';
import { Field } from '@/ui/field';
import { IconButton } from '@/ui/icon-button';
import { Input } from '@/ui/input';
import type { StepFormProps } from '../nodes/node-look';
import { freshName, ItemCard, ItemList, withItem } from './item-list';
import { ReferenceMenu } from './template-field';
import { useFaultsAt } from './use-faults-at';
import { useReferences } from './use-references';

export function MergeForm({ nodeId, data: { fields }, faults, readOnly, onChange }: StepFormProps<'merge'>) {
  const steps = useReferences(nodeId);
  return (
    <div className="flex flex-col gap-3">
      <p className="text-xs text-muted">
        Each field takes the first of its values whose step really ran. Choose one of each branch.
      </p>
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
          from: [],
        })}
        renderItem={({ name, from }, index, controls) => {
          const changeFrom = (next: string[]) =>
            onChange({ fields: withItem(fields, index, { from: next }) });
          return (
            <ItemCard title={`${index + 1}.`} controls={controls}>
              <Field label="Name" place={`fields.${index}.name`} error={faults.get(`fields.${index}.name`)}>
                <Input
                  mono
                  value={name}
                  maxLength={40}
                  spellCheck={false}
                  readOnly={readOnly}
                  onChange={(event) =>
                    onChange(
                      { fields: withItem(fields, index, { name: event.target.value }) },
                      `name.${index}`,
                    )
                  }
                />
              </Field>
              <div data-field={`fields.${index}.from`} className="flex flex-col gap-1.5">
                <div className="flex h-5 items-center justify-between">
                  <span className="text-sm font-medium">Takes</span>
                  {!readOnly && from.length < 20 && (
                    <ReferenceMenu
                      steps={steps}
                      label={`the field ${name}`}
                      onChoose={(path) => !from.includes(path) && changeFrom([...from, path])}
                    />
                  )}
                </div>
                {from.length > 0 && (
                  <ol className="flex flex-col divide-y divide-line rounded-md border border-edge bg-panel">
                    {from.map((path, at) => (
                      <Taken
                        key={path}
                        nodeId={nodeId}
                        place={`fields.${index}.from.${at}`}
                        path={path}
                        word={at === 0 ? 'First' : 'Else'}
                        readOnly={readOnly}
                        onRemove={() => changeFrom(from.filter((one) => one !== path))}
                      />
                    ))}
                  </ol>
                )}
                {faults.has(`fields.${index}.from`) && (
                  <p className="text-xs text-danger">{faults.get(`fields.${index}.from`)}</p>
                )}
              </div>
            </ItemCard>
          );
        }}
      />
    </div>
  );
}

interface TakenProps {
  nodeId: string;
  place: string;
  path: string;
  word: string;
  readOnly: boolean;
  onRemove(): void;
}

function Taken({ nodeId, place, path, word, readOnly, onRemove }: TakenProps) {
  const faults = useFaultsAt(nodeId, place);
  return (
    <li data-field={place} className="px-2.5 py-1">
      <span className="flex min-h-6 items-center gap-2">
        <span className="w-8 text-xs text-muted">{word}</span>
        <code className="min-w-0 flex-1 truncate font-mono text-xs">{path}</code>
        {!readOnly && (
          <IconButton label={`Take ${path} no more`} className="-mr-1.5 size-6!" onClick={onRemove}>
            <X />
          </IconButton>
        )}
      </span>
      {faults.map((fault) => (
        <p key={fault} className="pb-1 text-xs text-danger">
          {fault}
        </p>
      ))}
    </li>
  );
}
