'use client';

import type { Period } from '@patchbay/schema/nodes/period.ts';
import { Select } from '@/ui/select';
import { NumberField } from './number-field';

const units = [
  { value: 'seconds', label: 'seconds' },
  { value: 'minutes', label: 'minutes' },
  { value: 'hours', label: 'hours' },
  { value: 'days', label: 'days' },
] as const;

interface PeriodFieldProps {
  nodeId: string;
  place: string;
  label: string;
  value: Period;
  error?: string | undefined;
  readOnly: boolean;
  onChange(value: Period, gesture?: string): void;
}

export function PeriodField({ nodeId, place, label, value, error, readOnly, onChange }: PeriodFieldProps) {
  return (
    <div className="flex items-start gap-2">
      <NumberField
        nodeId={nodeId}
        place={`${place}.amount`}
        label={label}
        value={value.amount}
        min={0.1}
        max={1_000_000}
        error={error}
        readOnly={readOnly}
        onChange={(amount) => amount !== null && onChange({ ...value, amount }, `${place}.amount`)}
      />
      <Select
        aria-label={`${label}: unit`}
        className="mt-[1.625rem] w-32"
        value={value.unit}
        disabled={readOnly}
        options={units}
        onValueChange={(unit) => onChange({ ...value, unit })}
      />
    </div>
  );
}
