'use client';

import type { StepFormProps } from '../nodes/node-look';
import { OtherWorkflowFields } from './other-workflow-fields';
import { WhenItFails } from './when-it-fails';

export function WorkflowForm({ nodeId, data, faults, readOnly, onChange }: StepFormProps<'workflow'>) {
  return (
    <div className="flex flex-col gap-5">
      <OtherWorkflowFields
        nodeId={nodeId}
        data={data}
        faults={faults}
        readOnly={readOnly}
        placeholder="{{ input.text }}"
        onChange={onChange}
      />
      <WhenItFails
        nodeId={nodeId}
        onError={data.onError}
        initialValue={Object.fromEntries(data.results.map((name) => [name, null]))}
        readOnly={readOnly}
        onChange={(onError, gesture) => onChange({ onError }, gesture)}
      />
    </div>
  );
}
