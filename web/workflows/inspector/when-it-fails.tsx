'use client';

import type { OnError } from '@patchbay/schema/nodes/on-error.ts';
import { RadioGroup } from '@/ui/radio-group';
import { JsonField } from './json-field';

interface WhenItFailsProps {
  nodeId: string;
  onError: OnError;
  /** What stands in for the output at first, once somebody asks for it. */
  initialValue: Record<string, unknown>;
  readOnly: boolean;
  onChange(onError: OnError, gesture?: string): void;
}

/** What happens once a step has failed for good. */
export function WhenItFails({ nodeId, onError, initialValue, readOnly, onChange }: WhenItFailsProps) {
  return (
    <>
      <div data-field="onError">
        <RadioGroup
          legend="When it fails"
          disabled={readOnly}
          value={onError.kind}
          options={[
            { value: 'fail', label: 'End the run' },
            {
              value: 'branch',
              label: 'Go on by an error branch',
              description: 'The step gets a second way out, and gives error.code and error.message.',
            },
            {
              value: 'default',
              label: 'Go on with a value in its place',
              description: 'Later steps see the value as if the step had given it.',
            },
          ]}
          onValueChange={(kind) => onChange(kind === 'default' ? { kind, value: initialValue } : { kind })}
        />
      </div>
      {onError.kind === 'default' && (
        <JsonField
          nodeId={nodeId}
          place="onError.value"
          label="The value"
          rows={3}
          value={onError.value}
          readOnly={readOnly}
          onChange={(value) => onChange({ kind: 'default', value }, 'onError')}
        />
      )}
    </>
  );
}
