'use client';

import type { OnError } from '@patchbay/schema/nodes/on-error.ts';
import { RadioGroup } from '@/ui/radio-group';
import { JsonField } from './json-field';
import { NumberField } from './number-field';

interface OnErrorFieldsProps {
  nodeId: string;
  data: { retries: number; onError: OnError };
  /** What stands in for the output at first, once somebody asks for it. */
  initialValue: Record<string, unknown>;
  faults: ReadonlyMap<string, string>;
  readOnly: boolean;
  onChange(change: { retries?: number; onError?: OnError }, gesture?: string): void;
}

/** How often a step is tried again, and what happens once it has failed for good. */
export function OnErrorFields({
  nodeId,
  data,
  initialValue,
  faults,
  readOnly,
  onChange,
}: OnErrorFieldsProps) {
  const { retries, onError } = data;
  return (
    <>
      <NumberField
        nodeId={nodeId}
        place="retries"
        label="Retries"
        hint="How often the step is tried again before it has failed."
        value={retries}
        min={0}
        max={5}
        whole
        error={faults.get('retries')}
        readOnly={readOnly}
        onChange={(next) => next !== null && onChange({ retries: next }, 'retries')}
      />
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
          onValueChange={(kind) =>
            onChange({ onError: kind === 'default' ? { kind, value: initialValue } : { kind } })
          }
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
          onChange={(value) => onChange({ onError: { kind: 'default', value } }, 'onError')}
        />
      )}
    </>
  );
}

/** For the summary of what is folded away. */
export function onErrorDiffers({ retries, onError }: OnErrorFieldsProps['data']): (string | false)[] {
  return [
    retries > 0 && (retries === 1 ? 'tried again once' : `tried again ${retries} times`),
    onError.kind === 'branch' && 'error branch',
    onError.kind === 'default' && 'a value when it fails',
  ];
}
