'use client';

import { itemsAtOnce } from '@patchbay/schema/nodes/map.ts';
import { RadioGroup } from '@/ui/radio-group';
import type { StepFormProps } from '../nodes/node-look';
import { ExpressionField } from './expression-field';
import { NumberField } from './number-field';
import { OtherWorkflowFields } from './other-workflow-fields';
import { WhenItFails } from './when-it-fails';

const ofItems = [
  { value: 'fail', label: 'Fails the step', description: 'No further item begins.' },
  { value: 'keep', label: 'Is left out', description: 'The others go on; "failures" tells which and why.' },
] as const;

export function MapForm({ nodeId, data, faults, readOnly, onChange }: StepFormProps<'map'>) {
  return (
    <div className="flex flex-col gap-5">
      <ExpressionField
        nodeId={nodeId}
        place="items"
        label="For each item of"
        placeholder="extract.json.orders"
        hint="An expression that gives a list."
        value={data.items}
        readOnly={readOnly}
        onChange={(items) => onChange({ items }, 'items')}
      />
      <OtherWorkflowFields
        nodeId={nodeId}
        data={data}
        faults={faults}
        readOnly={readOnly}
        placeholder="{{ item }}"
        onChange={onChange}
      />
      <NumberField
        nodeId={nodeId}
        place="concurrency"
        label="Items at a time"
        value={data.concurrency}
        min={1}
        max={itemsAtOnce}
        whole
        error={faults.get('concurrency')}
        readOnly={readOnly}
        onChange={(count) => count !== null && onChange({ concurrency: count }, 'concurrency')}
      />
      <RadioGroup
        legend="An item that fails"
        disabled={readOnly}
        value={data.onItemError}
        options={ofItems}
        onValueChange={(onItemError) => onChange({ onItemError })}
      />
      <WhenItFails
        nodeId={nodeId}
        onError={data.onError}
        initialValue={{ results: [], failures: [], count: 0, failed: 0 }}
        readOnly={readOnly}
        onChange={(onError, gesture) => onChange({ onError }, gesture)}
      />
    </div>
  );
}
