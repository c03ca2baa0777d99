'use client';

import { Checkbox } from '@/ui/checkbox';
import type { StepFormProps } from '../nodes/node-look';
import { PeriodField } from './period-field';
import { PeopleField } from './people-field';
import { TemplateField } from './template-field';

export function ApprovalForm({ nodeId, data, faults, readOnly, onChange }: StepFormProps<'approval'>) {
  const { expiresAfter } = data;
  return (
    <div className="flex flex-col gap-5">
      <TemplateField
        nodeId={nodeId}
        label="Question"
        place="message"
        placeholder="May this answer go out? {{ prompt.text }}"
        hint="What whoever decides gets to read."
        rows={4}
        previews
        value={data.message}
        readOnly={readOnly}
        onChange={(message) => onChange({ message }, 'message')}
      />
      <PeopleField
        value={data.assignees}
        error={faults.get('assignees')}
        readOnly={readOnly}
        onChange={(assignees) => onChange({ assignees })}
      />
      <div className="flex flex-col gap-3">
        <Checkbox
          label="Expires"
          hint="When nobody has decided in time, the run goes on by a third way out."
          checked={expiresAfter !== null}
          disabled={readOnly}
          onCheckedChange={(expires) =>
            onChange({ expiresAfter: expires ? { amount: 3, unit: 'days' } : null })
          }
        />
        {expiresAfter !== null && (
          <PeriodField
            nodeId={nodeId}
            place="expiresAfter"
            label="After"
            value={expiresAfter}
            error={faults.get('expiresAfter.amount')}
            readOnly={readOnly}
            onChange={(period, gesture) => onChange({ expiresAfter: period }, gesture)}
          />
        )}
      </div>
    </div>
  );
}
