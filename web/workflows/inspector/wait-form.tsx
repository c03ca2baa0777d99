'use client';

import { RadioGroup } from '@/ui/radio-group';
import type { StepFormProps } from '../nodes/node-look';
import { PeriodField } from './period-field';
import { TemplateField } from './template-field';

const kinds = [
  { value: 'period', label: 'For some time' },
  { value: 'moment', label: 'Until a moment' },
] as const;

export function WaitForm({ nodeId, data: { until }, faults, readOnly, onChange }: StepFormProps<'wait'>) {
  return (
    <div className="flex flex-col gap-4">
      <RadioGroup
        legend="Waits"
        disabled={readOnly}
        value={until.kind}
        options={kinds}
        onValueChange={(kind) =>
          onChange({
            until: kind === 'period' ? { kind, period: { amount: 1, unit: 'hours' } } : { kind, moment: '' },
          })
        }
      />
      {until.kind === 'period' ? (
        <PeriodField
          nodeId={nodeId}
          place="until.period"
          label="Time"
          value={until.period}
          error={faults.get('until.period.amount')}
          readOnly={readOnly}
          onChange={(period, gesture) => onChange({ until: { kind: 'period', period } }, gesture)}
        />
      ) : (
        <TemplateField
          nodeId={nodeId}
          label="Moment"
          place="until.moment"
          placeholder="2027-01-31T09:00:00Z"
          hint="With its time zone. One that has passed is not waited for."
          value={until.moment}
          readOnly={readOnly}
          onChange={(moment) => onChange({ until: { kind: 'moment', moment } }, 'moment')}
        />
      )}
      <p className="text-xs text-muted">A run that waits takes no worker’s time and outlives restarts.</p>
    </div>
  );
}
