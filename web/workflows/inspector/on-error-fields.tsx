'use client';

import type { OnError } from '@patchbay/schema/nodes/on-error.ts';
import { NumberField } from './number-field';
import { WhenItFails } from './when-it-fails';

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
      <WhenItFails
        nodeId={nodeId}
        onError={onError}
        initialValue={initialValue}
        readOnly={readOnly}
        onChange={(next, gesture) => onChange({ onError: next }, gesture)}
      />
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
